package io.cassport.grammar;

/** One statement of a text. */
public sealed interface Statement
    permits CopyTo,
        CopyFrom,
        CaptureStart,
        CaptureOff,
        CaptureStatus,
        ShowCopyJobs,
        ShowCopyOptions,
        ShowCopyHistory,
        CancelCopy,
        Consistency,
        Tracing,
        Paging,
        SourceFile,
        ShowVersion,
        Cql {
  /** The statement as it was written, without surrounding blanks and the semicolon. */
  String text();

  /** Where it begins in the whole text. */
  Position position();

  /** How many bind markers it has. */
  int markerCount();
}
