package io.cassport.compliance.sequence;

import java.util.List;

/** One line of a sequence, or a loop of lines. */
public sealed interface Step {
  /** The line's number, counted from 1. */
  int line();

  /** The line as written, without indentation. */
  String text();

  /**
   * One call.
   *
   * @param line its number, counted from 1
   * @param text the line as written
   * @param call what is called
   * @param expectation what must come of it
   */
  record Call(int line, String text, CallExpression call, Expectation expectation)
      implements Step {}

  /**
   * Calls that are repeated as long as the condition's call returns true.
   *
   * @param line the number of its first line, counted from 1
   * @param text its first line
   * @param condition called before each round
   * @param rounds what the number of rounds must be
   * @param body the steps of a round
   */
  record Loop(int line, String text, CallExpression condition, Expectation rounds, List<Step> body)
      implements Step {}
}
