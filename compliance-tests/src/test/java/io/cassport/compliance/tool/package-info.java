/** Real tools against the driver, each doing what its users do with it. */
package io.cassport.compliance.tool;
