/**
 * The command {@code ./new-service}: a context that keeps the deletion contract, from nothing or from a database that
 * there is. What it has guessed is marked REVIEW, with the question that a person has to answer. May depend on nothing
 * of {@code cli}.
 */
package io.tenantdeletion.cli.generate;
