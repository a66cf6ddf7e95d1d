package io.cassport.parquet.decoding;

import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The ways from PLAIN values of every type but BOOLEAN to CQL bytes. */
final class PlainPages {
  private PlainPages() {}

  static PageValues values(PageBytes page, PrimitiveType type, Conversion conversion) {
    PrimitiveTypeName physical = type.getPrimitiveTypeName();
    if (conversion instanceof Conversion.Copied copied && physical == PrimitiveTypeName.BINARY) {
      return new PageValues.ByteArrays(page, copied.check());
    }
    if (conversion instanceof Conversion.Copied copied
        && physical == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      return new PageValues.FixedByteArrays(page, type.getTypeLength(), copied.check());
    }
    if (conversion instanceof Conversion.Reversed reversed && reversed.source() == physical) {
      return new PageValues.ReversedNumbers(page, reversed);
    }
    return new PageValues.Converted(new ValueSequence.Plain(page, type), conversion);
  }
}
