/**
 * A running statement as others see it: its progress, its state and the wish to stop it. Stages
 * report rows and bytes and ask whether to go on; nothing here knows what they do.
 */
package io.cassport.copy.job;
