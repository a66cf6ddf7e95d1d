package io.cassport.copy.scan;

import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.token.Token;
import com.datastax.oss.driver.api.core.metadata.token.TokenRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A part of the Murmur3 ring: tokens greater than {@code start} up to and including {@code end}. It
 * never wraps around. No row has the token -2^63, which Murmur3Partitioner maps to 2^63-1.
 *
 * @param start exclusive
 * @param end inclusive, greater than start
 */
public record TokenSpan(long start, long end) {
  private static final String MURMUR3 = "org.apache.cassandra.dht.Murmur3Partitioner";
  private static final BigInteger RING = BigInteger.ONE.shiftLeft(64);

  /**
   * Splits the ring along its nodes' ranges, further where there are too few of them.
   *
   * @param tokenMap the driver's, or nothing when it has none
   * @param atLeast how many spans there should be
   * @return spans that cover the ring once; empty when the ring is no Murmur3 ring
   */
  public static List<TokenSpan> ofRing(Optional<TokenMap> tokenMap, int atLeast) {
    List<TokenSpan> whole = new ArrayList<>();
    if (tokenMap.isEmpty()) {
      whole.add(new TokenSpan(Long.MIN_VALUE, Long.MAX_VALUE));
    } else {
      TokenMap map = tokenMap.get();
      if (!map.getPartitionerName().equals(MURMUR3)) {
        return List.of();
      }
      for (TokenRange range : map.getTokenRanges()) {
        add(whole, value(map, range.getStart()), value(map, range.getEnd()));
      }
    }
    whole.sort(Comparator.comparingLong(TokenSpan::start));
    List<TokenSpan> spans = new ArrayList<>();
    for (TokenSpan span : whole) {
      int parts = (int) Math.max(1, Math.round(span.share() * atLeast));
      span.split(parts, spans);
    }
    return spans;
  }

  /** The parts of spans that lie inside (begin, end]. */
  public static List<TokenSpan> within(List<TokenSpan> spans, long begin, long end) {
    List<TokenSpan> inside = new ArrayList<>();
    for (TokenSpan span : spans) {
      long from = Math.max(span.start(), begin);
      long to = Math.min(span.end(), end);
      if (from < to) {
        inside.add(new TokenSpan(from, to));
      }
    }
    return inside;
  }

  /** The parts of spans that lie outside all others. */
  public static List<TokenSpan> without(List<TokenSpan> spans, List<TokenSpan> others) {
    List<TokenSpan> left = spans;
    for (TokenSpan other : others) {
      List<TokenSpan> outside = new ArrayList<>(within(left, Long.MIN_VALUE, other.start()));
      outside.addAll(within(left, other.end(), Long.MAX_VALUE));
      left = outside;
    }
    return left.stream().sorted(Comparator.comparingLong(TokenSpan::start)).toList();
  }

  /** The span that a text says. */
  public static TokenSpan parse(String text) {
    int colon = text.indexOf(':');
    return new TokenSpan(
        Long.parseLong(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return start + ":" + end;
  }

  /** How much of the ring it covers, from 0 to 1. */
  public double share() {
    return ((double) end - (double) start) / RING.doubleValue();
  }

  private void split(int parts, List<TokenSpan> into) {
    BigInteger from = BigInteger.valueOf(start);
    BigInteger width = BigInteger.valueOf(end).subtract(from);
    long previous = start;
    for (int part = 1; part <= parts; part++) {
      long bound =
          part == parts
              ? end
              : from.add(width.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts)))
                  .longValueExact();
      if (bound > previous) {
        into.add(new TokenSpan(previous, bound));
        previous = bound;
      }
    }
  }

  private static void add(List<TokenSpan> spans, long start, long end) {
    if (start < end) {
      spans.add(new TokenSpan(start, end));
      return;
    }
    // a range that wraps, or the only range of a ring with one token
    if (start < Long.MAX_VALUE) {
      spans.add(new TokenSpan(start, Long.MAX_VALUE));
    }
    if (end > Long.MIN_VALUE) {
      spans.add(new TokenSpan(Long.MIN_VALUE, end));
    }
  }

  private static long value(TokenMap map, Token token) {
    return Long.parseLong(map.format(token));
  }
}
