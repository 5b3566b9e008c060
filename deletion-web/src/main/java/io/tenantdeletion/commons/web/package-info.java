/**
 * The edge of every application: what is refused before a resource sees it, how bodies are read, and how requests are
 * counted. Whatever a caller sends, malformed parts of it included, is answered with a problem and becomes neither a
 * stack trace nor a time series of its own. May depend on {@code contract} and {@code problem}.
 */
package io.tenantdeletion.commons.web;
