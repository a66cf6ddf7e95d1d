package io.cassport.jdbc;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * What a compiled class refers to, from its constant pool (JVM specification, section 4.4).
 *
 * @param types other classes by their internal names, such as java/lang/String
 * @param methods methods called, as type.name, and constructors as type.new(descriptor)
 */
record ClassReferences(Set<String> types, Set<String> methods) {
  private static final int MAGIC = 0xCAFEBABE;

  static ClassReferences read(InputStream classFile) throws IOException {
    DataInputStream in = new DataInputStream(classFile);
    if (in.readInt() != MAGIC) {
      throw new IOException("no class file");
    }
    in.readInt(); // its version
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    int[] first = new int[count];
    int[] second = new int[count];
    int[] tags = new int[count];
    for (int i = 1; i < count; i++) {
      tags[i] = in.readUnsignedByte();
      switch (tags[i]) {
        case 1 -> texts[i] = in.readUTF();
        case 3, 4 -> in.readInt();
        case 5, 6 -> {
          in.readLong();
          i++; // these take two places
        }
        case 7, 8, 16, 19, 20 -> first[i] = in.readUnsignedShort();
        case 9, 10, 11, 12, 17, 18 -> {
          first[i] = in.readUnsignedShort();
          second[i] = in.readUnsignedShort();
        }
        case 15 -> {
          in.readUnsignedByte();
          in.readUnsignedShort();
        }
        default -> throw new IOException("a constant of kind " + tags[i]);
      }
    }
    Set<String> types = new HashSet<>();
    Set<String> methods = new HashSet<>();
    for (int i = 1; i < count; i++) {
      if (tags[i] == 7) {
        types.add(texts[first[i]]);
      } else if (tags[i] == 10 || tags[i] == 11) {
        String name = texts[first[second[i]]];
        methods.add(
            texts[first[first[i]]]
                + "."
                + (name.equals("<init>") ? "new" + texts[second[second[i]]] : name));
      }
    }
    return new ClassReferences(types, methods);
  }
}
