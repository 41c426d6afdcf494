/* shell.h - words as a shell of Unix takes them: commands that people copy, lines of scripts. */
#ifndef LT_SHELL_H
#define LT_SHELL_H

#include "base/status.h"

#include <stdbool.h>
#include <stdio.h>

/* One word, in single quotes unless all its letters are plain. */
void lt_shell_put(FILE *out, const char *word);
/* A line of such words in place: words[0 .. n - 1] point into it, words[n] is NULL. LT_ERR_INPUT: a quote that does not
 * end, or more than most - 1 words. where: of the error. */
lt_status lt_shell_split(char *line, const char *where, char **words, int most, int *n);
/* Is it among the commands of PATH? */
bool lt_shell_has(const char *command);

#endif
