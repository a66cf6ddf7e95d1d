"""Writes the files of this directory, and foreign.json: what every cell has to become.

foreign.json has "tables" of columns, and "files" with the name of the table each of them holds.
Run with pyarrow 25, fastparquet 2026.9 and polars 1.44; SparkFiles.java writes Spark's. The expected values are CQL literals; "bad
22003" is a value that has to be refused with that SQLState, "not convertible" a column of a type
that has no conversion.
"""
import datetime as dt
import decimal
import json
import pathlib
import sys

import fastparquet
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe

HERE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
HERE = HERE if HERE.is_dir() else HERE.parent
EXPECTED = {}
ROWS = 60


def expect(name, rows, **columns):
    """columns: name=(CQL type, list of literals)"""
    EXPECTED[name] = {
        "rows": rows,
        "columns": {c: {"type": t, "values": v} for c, (t, v) in columns.items()},
    }


# ---- one table in every encoding, codec and page version
I32 = [None if i % 7 == 3 else i * 7919 % 1000 - 500 for i in range(ROWS)]
I64 = [i * 10_000_000_019 - (1 << 62) for i in range(ROWS)]
F32 = [None if i % 11 == 5 else i / 4 - 3 for i in range(ROWS)]
F64 = [i / 8 - 1e200 * (i % 3) for i in range(ROWS)]
TXT = [None if i % 5 == 2 else "text é " + str(i % 10) for i in range(ROWS)]
BIN = [bytes([i, 255 - i]) * (i % 4) for i in range(ROWS)]
FIX = [bytes([i]) * 16 for i in range(ROWS)]
BOO = [None if i % 9 == 4 else i % 3 == 0 for i in range(ROWS)]
LST = [None if i % 6 == 1 else [i * k for k in range(i % 4)] for i in range(ROWS)]


def lit(value, quote=False):
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, bytes):
        return "0x" + value.hex()
    if isinstance(value, list):
        return "[" + ",".join(lit(v, quote) for v in value) + "]"
    if quote or isinstance(value, str):
        return "'" + str(value) + "'"
    return repr(value)


def uuid_text(b):
    import uuid

    return str(uuid.UUID(bytes=b))


def base_table():
    return pa.table(
        {
            "i32": pa.array(I32, pa.int32()),
            "i64": pa.array(I64, pa.int64()),
            "f32": pa.array(F32, pa.float32()),
            "f64": pa.array(F64, pa.float64()),
            "txt": pa.array(TXT, pa.string()),
            "bin": pa.array(BIN, pa.binary()),
            "fix": pa.array(FIX, pa.binary(16)),
            "boo": pa.array(BOO, pa.bool_()),
            "lst": pa.array(LST, pa.list_(pa.int64())),
        }
    )


def expect_base(name, leave_out=()):
    columns = dict(
        i32=("int", [lit(v) for v in I32]),
        i64=("bigint", [lit(v) for v in I64]),
        f32=("float", [lit(v) for v in F32]),
        f64=("double", [lit(v) for v in F64]),
        txt=("text", [lit(v) for v in TXT]),
        bin=("blob", [lit(v) for v in BIN]),
        fix=("uuid", [uuid_text(v) for v in FIX]),
        boo=("boolean", [lit(v) for v in BOO]),
        lst=("list<bigint>", [lit(v) for v in LST]),
    )
    for c in leave_out:
        del columns[c]
    expect(name, ROWS, **columns)


ENCODINGS = {
    "plain": {c: "PLAIN" for c in ["i32", "i64", "f32", "f64", "txt", "bin", "fix", "boo"]},
    "delta": {
        "i32": "DELTA_BINARY_PACKED",
        "i64": "DELTA_BINARY_PACKED",
        "lst.list.element": "DELTA_BINARY_PACKED",
        "txt": "DELTA_BYTE_ARRAY",
        "bin": "DELTA_LENGTH_BYTE_ARRAY",
        "fix": "DELTA_BYTE_ARRAY",
        "boo": "RLE",
    },
    "split": {c: "BYTE_STREAM_SPLIT" for c in ["i32", "i64", "f32", "f64", "fix"]},
    "dictionary": None,
}


def arrow_encodings():
    for encoding, columns in ENCODINGS.items():
        for version in ["1.0", "2.0"]:
            name = f"arrow-{encoding}-v{version[0]}.parquet"
            pq.write_table(
                base_table(),
                HERE / name,
                compression="none",
                use_dictionary=columns is None,
                column_encoding=columns,
                data_page_version=version,
                data_page_size=200,
                write_batch_size=16,
                row_group_size=40,
                write_page_checksum=True,
            )
            expect_base(name)
    for codec in ["snappy", "gzip", "brotli", "zstd", "lz4"]:
        for version in ["1.0", "2.0"]:
            name = f"arrow-{codec}-v{version[0]}.parquet"
            pq.write_table(
                base_table(), HERE / name, compression=codec, data_page_version=version
            )
            expect_base(name)


def arrow_nulls():
    """Columns of nulls: dictionaries, pages and data of nothing, compressed."""
    types = {"i": "int", "t": "text", "f": "double", "u": "uuid", "l": "list<int>"}
    table = pa.table(
        {
            "i": pa.nulls(5, pa.int32()),
            "t": pa.nulls(5, pa.string()),
            "f": pa.nulls(5, pa.float64()),
            "u": pa.nulls(5, pa.binary(16)),
            "l": pa.nulls(5, pa.list_(pa.int32())),
        }
    )
    for codec in ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]:
        for version in ["1.0", "2.0"]:
            for dictionary in [True, False]:
                kind = "dictionary" if dictionary else "plain"
                name = f"arrow-nulls-{codec}-v{version[0]}-{kind}.parquet"
                pq.write_table(
                    table,
                    HERE / name,
                    compression=codec,
                    data_page_version=version,
                    use_dictionary=dictionary,
                    store_schema=False,
                )
                expect(name, 5, **{c: (t, [None] * 5) for c, t in types.items()})


def arrow_file_classes():
    table = base_table()
    pq.write_table(table, HERE / "arrow-no-statistics.parquet", write_statistics=False)
    expect_base("arrow-no-statistics.parquet")
    pq.write_table(table.slice(0, 0), HERE / "arrow-no-rows.parquet")
    expect_base("arrow-no-rows.parquet")
    EXPECTED["arrow-no-rows.parquet"]["rows"] = 0
    for c in EXPECTED["arrow-no-rows.parquet"]["columns"].values():
        c["values"] = []
    with pq.ParquetWriter(HERE / "arrow-empty-row-group.parquet", table.schema) as w:
        w.write_table(table.slice(0, 30))
        w.write_table(table.slice(0, 0))
        w.write_table(table.slice(30))
    expect_base("arrow-empty-row-group.parquet")
    pq.write_table(
        pa.table([[1], [2]], names=["twice", "twice"]), HERE / "arrow-duplicate-names.parquet"
    )
    dotted = pa.table(
        {
            "a.b": pa.array([1, 2], pa.int32()),
            "a": pa.array([{"b": 3}, None], pa.struct([("b", pa.int32())])),
            "ü ,;{}()=": pa.array([4, 5], pa.int32()),
            "": pa.array([6, 7], pa.int32()),
        }
    )
    pq.write_table(dotted, HERE / "arrow-odd-names.parquet")
    expect(
        "arrow-odd-names.parquet",
        2,
        **{
            "a.b": ("int", ["1", "2"]),
            "a": ("tuple<int>", ["(3)", None]),
            "ü ,;{}()=": ("int", ["4", "5"]),
            "": ("int", ["6", "7"]),
        },
    )
    metadata = []
    part = HERE / "arrow-part.parquet"
    pq.write_table(table.select(["i32"]), part, metadata_collector=metadata)
    metadata[0].set_file_path("arrow-part.parquet")
    metadata[0].write_metadata_file(HERE / "arrow-summary.parquet")
    part.unlink()


class InMemoryKms(pe.KmsClient):
    def __init__(self, config):
        pe.KmsClient.__init__(self)

    def wrap_key(self, key_bytes, master_key_identifier):
        return key_bytes.hex()

    def unwrap_key(self, wrapped_key, master_key_identifier):
        return bytes.fromhex(wrapped_key)


def arrow_encrypted():
    for name, plaintext in [("encrypted-footer", False), ("encrypted-columns", True)]:
        config = pe.EncryptionConfiguration(
            footer_key="f", column_keys={"c": ["i64"]}, plaintext_footer=plaintext
        )
        factory = pe.CryptoFactory(InMemoryKms)
        properties = factory.file_encryption_properties(pe.KmsConnectionConfig(), config)
        with pq.ParquetWriter(
            HERE / f"arrow-{name}.parquet",
            base_table().select(["i32", "i64"]).schema,
            encryption_properties=properties,
        ) as w:
            w.write_table(base_table().select(["i32", "i64"]))


# ---- types
def arrow_types():
    utc = dt.timezone.utc
    D = decimal.Decimal
    c = {}
    e = {}

    def add(name, array, cql, values):
        c[name] = array
        e[name] = (cql, values)

    add("u8", pa.array([0, 127, 255, None], pa.uint8()), "tinyint", ["0", "127", "bad 22003", None])
    c["u8s"] = c["u8"]
    e["u8s"] = ("smallint", ["0", "127", "255", None])
    add("u16", pa.array([0, 32767, 65535, None], pa.uint16()), "smallint", ["0", "32767", "bad 22003", None])
    add("u32", pa.array([0, 2**31, 2**32 - 1, None], pa.uint32()), "bigint", ["0", "2147483648", "4294967295", None])
    add("u32ip", pa.array([0x7F000001, 0xC0A80001, 2**32 - 1, None], pa.uint32()), "inet", ["'127.0.0.1'", "'192.168.0.1'", "'255.255.255.255'", None])
    add("u64", pa.array([0, 2**63 - 1, 2**64 - 1, None], pa.uint64()), "bigint", ["0", "9223372036854775807", "bad 22003", None])
    add("u64v", pa.array([0, 2**63, 2**64 - 1, None], pa.uint64()), "varint", ["0", "9223372036854775808", "18446744073709551615", None])
    add("i8", pa.array([-128, 0, 127, None], pa.int8()), "tinyint", ["-128", "0", "127", None])
    add("i16", pa.array([-32768, 0, 32767, None], pa.int16()), "smallint", ["-32768", "0", "32767", None])
    add("f16", pa.array(np.array([1.5, -0.0, 65504, np.inf], np.float16)), "float", ["1.5", "-0.0", "65504.0", "Infinity"])
    add("d32", pa.array([dt.date(1, 1, 1), dt.date(2024, 2, 29), dt.date(9999, 12, 31), None], pa.date32()), "date", ["'0001-01-01'", "'2024-02-29'", "'9999-12-31'", None])
    add("tms", pa.array([0, 1, 86_399_999, None], pa.time32("ms")), "time", ["'00:00:00'", "'00:00:00.001'", "'23:59:59.999'", None])
    add("tus", pa.array([0, 1, 86_399_999_999, None], pa.time64("us")), "time", ["'00:00:00'", "'00:00:00.000001'", "'23:59:59.999999'", None])
    add("tns", pa.array([0, 1, 86_399_999_999_999, None], pa.time64("ns")), "time", ["'00:00:00'", "'00:00:00.000000001'", "'23:59:59.999999999'", None])
    for zone, z in [(None, ""), ("UTC", "z"), ("Asia/Tokyo", "t")]:
        add("sms" + z, pa.array([-1, 0, 253402300799999, None], pa.timestamp("ms", zone)), "timestamp", ["-1", "0", "253402300799999", None])
        add("sus" + z, pa.array([-1000, 1001, 253402300799999000, None], pa.timestamp("us", zone)), "timestamp", ["-1", "bad 22003", "253402300799999", None])
        add("sns" + z, pa.array([-1_000_000, 1_000_001, 2**63 - 1, None], pa.timestamp("ns", zone)), "timestamp", ["-1", "bad 22003", "bad 22003", None])
    add("sec", pa.array([-1, 0, 253402300799, None], pa.timestamp("s")), "timestamp", ["-1000", "0", "253402300799000", None])
    add("dec", pa.array([D("-1.23"), D("0.00"), D("99999999.99"), None], pa.decimal128(10, 2)), "decimal", ["-1.23", "0.00", "99999999.99", None])
    add("deci", pa.array([D("-1.00"), D("0.50"), D("99999999.00"), None], pa.decimal128(10, 2)), "int", ["-1", "bad 22003", "99999999", None])
    add("d38", pa.array([D("-" + "9" * 38), D(0), D("9" * 38), None], pa.decimal128(38, 0)), "varint", ["-" + "9" * 38, "0", "9" * 38, None])
    add("d76", pa.array([D("-" + "9" * 66 + "." + "9" * 10), D("0E-10"), D("1E-10"), None], pa.decimal256(76, 10)), "decimal", ["-" + "9" * 66 + "." + "9" * 10, "0E-10", "1E-10", None])
    add("nul", pa.nulls(4), "int", [None] * 4)
    c["nulm"] = c["nul"]
    e["nulm"] = ("map<text, list<int>>", [None] * 4)
    add("uid", pa.array([bytes(range(16)), b"\0" * 16, b"\xff" * 16, None], pa.uuid()), "uuid", [uuid_text(bytes(range(16))), uuid_text(b"\0" * 16), uuid_text(b"\xff" * 16), None])
    add("tid", pa.array([bytes.fromhex("123e4567e89b12d3a456426614174000"), bytes.fromhex("123e4567e89b42d3a456426614174000"), None, None], pa.uuid()), "timeuuid", ["123e4567-e89b-12d3-a456-426614174000", "bad 22018", None, None])
    add("jsn", pa.array(['{"a": 1}', "[]", "null", None], pa.json_()), "text", ["'{\"a\": 1}'", "'[]'", "'null'", None])
    add("lst", pa.array(["a", "", "é", None], pa.large_string()), "text", ["'a'", "''", "'é'", None])
    add("cat", pa.array(["a", "b", "a", None], pa.string()).dictionary_encode(), "ascii", ["'a'", "'b'", "'a'", None])
    add("ch4", pa.array([b"abcd", b"\xc3\xa9ab", b"\xc3\xc3ab", None], pa.binary(4)), "text", ["'abcd'", "'éab'", "bad 22018", None])
    add("ip4", pa.array([bytes([127, 0, 0, 1]), b"\0" * 4, b"\xff" * 4, None], pa.binary(4)), "inet", ["'127.0.0.1'", "'0.0.0.0'", "'255.255.255.255'", None])
    add("ip6", pa.array([b"\0" * 15 + b"\1", bytes.fromhex("20010db8" + "00" * 12), b"\xff" * 16, None], pa.binary(16)), "inet", ["'::1'", "'2001:db8::'", "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'", None])
    add("ipx", pa.array([b"\1" * 4, b"\1" * 5, b"", None], pa.binary()), "inet", ["'1.1.1.1'", "bad 22018", "bad 22018", None])
    add("dur", pa.array([1, 2, 3, None], pa.duration("us")), "duration", "not convertible")
    table = pa.table(c)
    pq.write_table(table, HERE / "arrow-types.parquet", compression="none", write_statistics=False)
    expect("arrow-types.parquet", 4, **e)

    small = pa.table(
        {
            "p9": pa.array([D("-1.23"), D("9999999.99"), None], pa.decimal128(9, 2)),
            "p18": pa.array([D("-1.234"), D("123456789012345.678"), None], pa.decimal128(18, 3)),
            "p19": pa.array([D("-1.234"), D("1234567890123456.789"), None], pa.decimal128(19, 3)),
        }
    )
    pq.write_table(small, HERE / "arrow-decimal-integers.parquet", store_decimal_as_integer=True)
    expect(
        "arrow-decimal-integers.parquet",
        3,
        p9=("decimal", ["-1.23", "9999999.99", None]),
        p18=("decimal", ["-1.234", "123456789012345.678", None]),
        p19=("decimal", ["-1.234", "1234567890123456.789", None]),
    )
    int96 = pa.table(
        {
            "c": pa.array([0, -1_000_000, 1_700_000_000_123_000_000, 1, None], pa.timestamp("ns")),
        }
    )
    pq.write_table(int96, HERE / "arrow-int96.parquet", use_deprecated_int96_timestamps=True)
    expect("arrow-int96.parquet", 5, c=("timestamp", ["0", "-1", "1700000000123", "bad 22003", None]))


def arrow_nesting():
    i32, txt = pa.int32(), pa.string()
    c = {
        "list3": pa.array([[[[1, 2], []], []], [], None, [[[3]]]], pa.list_(pa.list_(pa.list_(i32)))),
        "items": pa.array([["a", "b"], [], None, [""]], pa.list_(txt)),
        "inner": pa.array([[1, None], [2], None, [None]], pa.list_(i32)),
        "fixed": pa.array([[1, 2], [3, 4], None, [5, 6]], pa.list_(pa.float32(), 2)),
        "wrong": pa.array([[1, 2], [3, 4], None, [5, 6]], pa.list_(pa.float32(), 2)),
        "map": pa.array([[("a", 1), ("b", 2)], [], None, [("", 3)]], pa.map_(txt, i32)),
        "mapl": pa.array([[(1, [True, False]), (2, [])], [], None, [(3, [True])]], pa.map_(i32, pa.list_(pa.bool_()))),
        "mapn": pa.array([[("a", None)], [], None, [("b", 1)]], pa.map_(txt, i32)),
        "pair": pa.array([{"a": 1, "b": "x"}, {"a": None, "b": None}, None, {"a": 2, "b": ""}], pa.struct([("a", i32), ("b", txt)])),
        "deep": pa.array(
            [[{"k": [("m", [1, 2])], "t": {"u": 5}}], [], None, [{"k": None, "t": None}]],
            pa.list_(pa.struct([("k", pa.map_(txt, pa.list_(i32))), ("t", pa.struct([("u", pa.int64())]))])),
        ),
        "mapk": pa.array([[({"x": 1}, {"y": [2]})], [], None, [({"x": 3}, {"y": None})]], pa.map_(pa.struct([("x", i32)]), pa.struct([("y", pa.list_(i32))]))),
    }
    e = dict(
        list3=("list<frozen<list<frozen<list<int>>>>>", ["[[[1,2],[]],[]]", "[]", None, "[[[3]]]"]),
        items=("set<text>", ["{'a','b'}", "{}", None, "{''}"]),
        inner=("list<int>", ["bad 22018", "[2]", None, "bad 22018"]),
        fixed=("vector<float, 2>", ["[1.0,2.0]", "[3.0,4.0]", None, "[5.0,6.0]"]),
        wrong=("vector<float, 3>", ["bad 22018", "bad 22018", None, "bad 22018"]),
        map=("map<text, int>", ["{'a':1,'b':2}", "{}", None, "{'':3}"]),
        mapl=("map<int, frozen<list<boolean>>>", ["{1:[true,false],2:[]}", "{}", None, "{3:[true]}"]),
        mapn=("map<text, int>", ["bad 22018", "{}", None, "{'b':1}"]),
        pair=("tuple<int, text>", ["(1,'x')", "(NULL,NULL)", None, "(2,'')"]),
        deep=(
            "list<frozen<tuple<map<text, frozen<list<int>>>, tuple<bigint>>>>",
            ["[({'m':[1,2]},(5))]", "[]", None, "[(NULL,NULL)]"],
        ),
        mapk=("map<frozen<tuple<int>>, frozen<tuple<list<int>>>>", ["{(1):([2])}", "{}", None, "{(3):(NULL)}"]),
    )
    for name, options in [
        ("arrow-nesting-v1", dict(data_page_version="1.0")),
        ("arrow-nesting-v2", dict(data_page_version="2.0")),
        ("arrow-nesting-item", dict(use_compliant_nested_type=False)),
    ]:
        pq.write_table(pa.table(c), HERE / f"{name}.parquet", write_statistics=False, **options)
        expect(f"{name}.parquet", 4, **e)


def fastparquet_files():
    frame = pd.DataFrame(
        {
            "i": np.array([1, -2, 3], np.int32),
            "u": np.array([1, 2, 255], np.uint8),
            "f": [1.5, float("inf"), -0.0],
            "t": ["a", "é", ""],
            "j": [{"a": [1]}, [], {}],
            "x": [b"\x00", b"", b"\xff"],
            "d": pd.to_datetime([0, 86_400_005, -1], unit="ms").astype("datetime64[ns]"),
            "c": pd.Categorical(["p", "q", "p"]),
            "n": pd.array([1, None, 3], "Int64"),
            "b": pd.array([True, None, False], "boolean"),
        }
    )
    encoding = {"t": "utf8", "j": "json", "x": "bytes", "c": "utf8"}
    for codec in ["UNCOMPRESSED", "GZIP", "SNAPPY", "ZSTD", "BROTLI", "LZ4_RAW"]:
        for times in ["int64", "int96"]:
            name = f"fastparquet-{codec.lower()}-{times}.parquet"
            fastparquet.write(
                HERE / name,
                frame,
                compression=codec,
                times=times,
                object_encoding=encoding,
                stats=False,
            )
            expect(
                name,
                3,
                i=("int", ["1", "-2", "3"]),
                u=("smallint", ["1", "2", "255"]),
                f=("double", ["1.5", "Infinity", "-0.0"]),
                t=("text", ["'a'", "'é'", "''"]),
                j=("text", ["'{\"a\":[1]}'", "'[]'", "'{}'"]),
                x=("blob", ["0x00", "0x", "0xff"]),
                d=("timestamp", ["0", "86400005", "-1"]),
                c=("text", ["'p'", "'q'", "'p'"]),
                n=("bigint", ["1", None, "3"]),
                b=("boolean", ["true", None, "false"]),
            )


def polars_files():
    frame = pl.DataFrame(
        {
            "i8": pl.Series([-128, None, 127], dtype=pl.Int8),
            "u64": pl.Series([0, None, 2**64 - 1], dtype=pl.UInt64),
            "t": ["a", None, "é"],
            "c": pl.Series(["p", "q", None], dtype=pl.Categorical),
            "e": pl.Series(["x", None, "y"], dtype=pl.Enum(["x", "y"])),
            "d": pl.Series(["-1.230", None, "99999.999"]).str.to_decimal(scale=3),
            "tm": pl.Series([dt.time(0, 0), None, dt.time(23, 59, 59, 999999)]),
            "ts": pl.Series([dt.datetime(1970, 1, 1), None, dt.datetime(2024, 2, 29, 1, 2, 3, 4000)], dtype=pl.Datetime("us")),
            "l": pl.Series([[1, 2], None, []], dtype=pl.List(pl.Int32)),
            "a": pl.Series([[1.0, 2.0], None, [3.0, 4.0]], dtype=pl.Array(pl.Float32, 2)),
            "s": pl.Series([{"x": 1}, {"x": None}, {"x": 3}], dtype=pl.Struct({"x": pl.Int32})),
            "n": pl.Series([None, None, None], dtype=pl.Null),
        }
    )
    for codec in ["uncompressed", "snappy", "gzip", "brotli", "zstd", "lz4"]:
        name = f"polars-{codec}.parquet"
        frame.write_parquet(HERE / name, compression=codec, statistics=codec != "zstd")
        expect(
            name,
            3,
            i8=("tinyint", ["-128", None, "127"]),
            u64=("varint", ["0", None, "18446744073709551615"]),
            t=("text", ["'a'", None, "'é'"]),
            c=("text", ["'p'", "'q'", None]),
            e=("text", ["'x'", None, "'y'"]),
            d=("decimal", ["-1.230", None, "99999.999"]),
            tm=("time", ["'00:00:00'", None, "'23:59:59.999999'"]),
            ts=("timestamp", ["0", None, "1709168523004"]),
            l=("list<int>", ["[1,2]", None, "[]"]),
            a=("vector<float, 2>", ["[1.0,2.0]", None, "[3.0,4.0]"]),
            s=("tuple<int>", ["(1)", "(NULL)", "(3)"]),
            n=("inet", [None, None, None]),
        )


def spark_files():
    """SparkFiles.java writes them; "lz4" is Hadoop's own codec."""
    for name in ["int96", "legacy", "micros-v2", "millis-legacy-v2", "lz4", "lz4-v2", "lz4raw"]:
        expect(
            f"spark-{name}.parquet",
            2,
            i=("int", ["0", "1"]),
            b=("tinyint", ["-50", "50"]),
            s=("smallint", ["-15000", "15000"]),
            l=("bigint", ["0", "4611686018427387904"]),
            f=("float", ["0.0", "0.25"]),
            d=("double", ["0.0", "0.125"]),
            z=("boolean", ["false", "true"]),
            d9=("decimal", ["-1.00", "0.00"]),
            d18=("decimal", ["-1.000", "0.000"]),
            d38=("decimal", ["-12345678901234567890.123"] * 2),
            t=("text", ["'é0'", "'é1'"]),
            x=("blob", ["0xc3a930", "0xc3a931"]),
            day=("date", ["'2024-02-28'", "'2024-02-29'"]),
            ts=("timestamp", ["0", "1700000000123"]),
            tn=("timestamp", ["5", "6"]),
            a=("list<int>", ["[0,7]", "[1,7]"]),
            aa=("list<frozen<list<int>>>", ["[[0],[]]", "[[1],[]]"]),
            m=("map<text, int>", ["{'k':0}", "{'k':1}"]),
            g=("tuple<int, list<text>>", ["(0,['r'])", "(1,['r'])"]),
            n=("list<frozen<tuple<int>>>", ["[(0)]", None]),
        )


arrow_encodings()
arrow_nulls()
arrow_file_classes()
arrow_encrypted()
arrow_types()
arrow_nesting()
spark_files()
fastparquet_files()
polars_files()
tables, files = {}, {}
for name, table in EXPECTED.items():
    known = [t for t in tables if tables[t] == table]
    files[name] = known[0] if known else name.removesuffix(".parquet")
    tables[files[name]] = table
with open(HERE / "foreign.json", "w") as out:
    json.dump({"tables": tables, "files": files}, out, ensure_ascii=False, indent=0)
