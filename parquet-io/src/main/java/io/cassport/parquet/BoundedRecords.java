package io.cassport.parquet;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Records of which none may have more parts, or larger ones, than there is memory for. */
final class BoundedRecords extends RecordMaterializer<Group> {
  private final RecordMaterializer<Group> target;
  private final GroupConverter root;
  private long parts;
  private long bytes;

  BoundedRecords(MessageType schema) {
    target = new GroupRecordConverter(schema);
    root = new CountedGroup(target.getRootConverter());
  }

  @Override
  public Group getCurrentRecord() {
    parts = 0;
    bytes = 0;
    return target.getCurrentRecord();
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private void count(int size) {
    parts++;
    bytes += size;
    PageMemory.checkParts(parts);
    PageMemory.checkRow(bytes);
  }

  private Converter counted(Converter converter) {
    return converter.isPrimitive()
        ? new CountedValue(converter.asPrimitiveConverter())
        : new CountedGroup(converter.asGroupConverter());
  }

  private final class CountedGroup extends GroupConverter {
    private final GroupConverter group;

    CountedGroup(GroupConverter group) {
      this.group = group;
    }

    @Override
    public Converter getConverter(int field) {
      return counted(group.getConverter(field));
    }

    @Override
    public void start() {
      count(0);
      group.start();
    }

    @Override
    public void end() {
      group.end();
    }
  }

  private final class CountedValue extends PrimitiveConverter {
    private final PrimitiveConverter value;

    CountedValue(PrimitiveConverter value) {
      this.value = value;
    }

    @Override
    public void addBinary(Binary binary) {
      count(binary.length());
      value.addBinary(binary);
    }

    @Override
    public void addBoolean(boolean truth) {
      count(1);
      value.addBoolean(truth);
    }

    @Override
    public void addInt(int number) {
      count(Integer.BYTES);
      value.addInt(number);
    }

    @Override
    public void addLong(long number) {
      count(Long.BYTES);
      value.addLong(number);
    }

    @Override
    public void addFloat(float number) {
      count(Float.BYTES);
      value.addFloat(number);
    }

    @Override
    public void addDouble(double number) {
      count(Double.BYTES);
      value.addDouble(number);
    }
  }
}
