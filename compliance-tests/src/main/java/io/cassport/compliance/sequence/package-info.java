/**
 * Call sequences of JDBC tools as data, and the player that replays them against a driver. A
 * sequence is a text file, one java.sql call on each line:
 *
 * <pre>
 * # D-07 · DBeaver's data tab
 * c = driver.connect("${url}", properties())
 * s = c.createStatement(1003, 1007)
 * s.execute("SELECT * FROM numbers") -&gt; true
 * r = s.getResultSet()
 * while r.next() -&gt; 200
 *   r.getObject(1) -&gt; not null
 * end
 * r.getObject("no_such") -&gt; throws 42S22
 * c.close() within 5000ms
 * </pre>
 *
 * <ul>
 *   <li>The first comment line is the title. {@code ${name}} in a text is a variable of the player.
 *   <li>Arguments: {@code null}, {@code null:String[]} where the overload is open, {@code true},
 *       numbers ({@code 1}, {@code 1L}, {@code 1.5}, {@code 1.5f}), texts with Java's escapes,
 *       results of earlier lines by name, and the values of {@link
 *       io.cassport.compliance.sequence.Values}, such as {@code uuid("…")}.
 *   <li>Expectations: none (it returns), a value, {@code any}, {@code not null}, {@code empty},
 *       {@code >= 1} (also {@code >}, {@code <}, {@code <=}), {@code matches "regex"}, {@code one
 *       of (1, 2)}, {@code throws} with SQLStates or their beginnings ({@code throws 42000|22}),
 *       and {@code may throw}: whatever happens, except an exception that is no SQLException.
 *   <li>{@code within 500ms} after it limits the time. The expectation of {@code while} is how
 *       often its body ran.
 * </ul>
 */
package io.cassport.compliance.sequence;
