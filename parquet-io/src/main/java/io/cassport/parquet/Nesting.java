package io.cassport.parquet;

import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Recognises lists and maps in all the shapes that writers have given them, by the rules for
 * backward compatibility of parquet-format's LogicalTypes.md.
 */
final class Nesting {
  private Nesting() {}

  /**
   * A list.
   *
   * @param repeated the type that repeats
   * @param element what one repetition holds; the repeated type itself in the old 2-level shape
   * @param twoLevels true in that shape
   */
  record ListParts(Type repeated, Type element, boolean twoLevels) {}

  /**
   * A map.
   *
   * @param entries the repeated group
   */
  record MapParts(GroupType entries, Type key, Type value) {}

  static Optional<ListParts> list(GroupType group) {
    boolean annotated = group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
    if (!annotated
        || group.getFieldCount() != 1
        || !group.getType(0).isRepetition(Type.Repetition.REPEATED)) {
      return keys(group);
    }
    Type repeated = group.getType(0);
    boolean twoLevels = isElement(repeated, group.getName());
    return Optional.of(
        new ListParts(
            repeated, twoLevels ? repeated : repeated.asGroupType().getType(0), twoLevels));
  }

  private static boolean isElement(Type repeated, String listName) {
    if (repeated.isPrimitive()) {
      return true;
    }
    GroupType group = repeated.asGroupType();
    return group.getFieldCount() != 1
        || group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation
        || group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
        || group.getType(0).isRepetition(Type.Repetition.REPEATED)
        || group.getName().equals("array")
        || group.getName().equals(listName + "_tuple");
  }

  /** A map without values is a list of its keys. */
  private static Optional<ListParts> keys(GroupType group) {
    return entries(group)
        .filter(entries -> entries.getFieldCount() == 1)
        .map(entries -> new ListParts(entries, entries.getType(0), false));
  }

  static Optional<MapParts> map(GroupType group) {
    return entries(group)
        .filter(entries -> entries.getFieldCount() == 2)
        .map(entries -> new MapParts(entries, entries.getType(0), entries.getType(1)));
  }

  private static Optional<GroupType> entries(GroupType group) {
    LogicalTypeAnnotation logical = group.getLogicalTypeAnnotation();
    boolean annotated =
        logical instanceof MapLogicalTypeAnnotation || logical instanceof MapKeyValueTypeAnnotation;
    if (!annotated || group.getFieldCount() != 1 || group.getType(0).isPrimitive()) {
      return Optional.empty();
    }
    GroupType entries = group.getType(0).asGroupType();
    return entries.isRepetition(Type.Repetition.REPEATED) ? Optional.of(entries) : Optional.empty();
  }

  static boolean isDuration(GroupType group) {
    return group.getFieldCount() == 3
        && isNumber(group, "months", PrimitiveTypeName.INT32)
        && isNumber(group, "days", PrimitiveTypeName.INT32)
        && isNumber(group, "nanos", PrimitiveTypeName.INT64);
  }

  private static boolean isNumber(GroupType group, String name, PrimitiveTypeName type) {
    return group.containsField(name)
        && group.getType(name).isPrimitive()
        && !group.getType(name).isRepetition(Type.Repetition.REPEATED)
        && group.getType(name).asPrimitiveType().getPrimitiveTypeName() == type;
  }
}
