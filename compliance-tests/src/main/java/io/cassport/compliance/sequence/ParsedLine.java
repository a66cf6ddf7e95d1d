package io.cassport.compliance.sequence;

/** A call and what is expected of it. */
record ParsedLine(CallExpression call, Expectation expectation) {}
