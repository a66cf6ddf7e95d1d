package io.cassport.compliance.sequence;

import java.util.List;

/**
 * A method call with its arguments, not yet evaluated.
 *
 * @param result the name under which its result is kept, or null
 * @param target the name of the object that it is called on
 * @param method the method's name
 * @param arguments in their order
 */
record CallExpression(String result, String target, String method, List<Argument> arguments) {}
