package io.cassport.grammar;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNState;

/**
 * ANTLR's own error strategy without its repairs: the first error ends parsing anyway, and a repair
 * would only hide what else could have stood at its place.
 */
final class FirstErrorStrategy extends DefaultErrorStrategy {
  /** What could have stood before a token that was then taken is no news behind it. */
  @Override
  public void reportMatch(Parser recognizer) {
    super.reportMatch(recognizer);
    nextTokensContext = null;
    nextTokensState = ATNState.INVALID_STATE_NUMBER;
  }

  @Override
  public Token recoverInline(Parser recognizer) {
    throw nextTokensContext == null
        ? new InputMismatchException(recognizer)
        : new InputMismatchException(recognizer, nextTokensState, nextTokensContext);
  }

  @Override
  protected Token singleTokenDeletion(Parser recognizer) {
    return null;
  }
}
