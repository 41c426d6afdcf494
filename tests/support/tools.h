/* tools.h - do the programs of others open a file of ours? Header only. */
#ifndef LT_TESTS_TOOLS_H
#define LT_TESTS_TOOLS_H

#include "tests/support/program.h"

/* The program (first of the NULL-terminated arguments) ends well and says the word; where it is missing that is said.
 */
static inline void tool_shows(const char *word, const char *const *arguments) {
    const program_options env = {.program = "/usr/bin/env"};
    program_result r = program_run_list(&env, arguments);
    if (r.code == 127) print_message("%s is not installed\n", arguments[0]);
    if (r.code != 127 && (r.code != 0 || !strstr(r.said, word)))
        fail_msg("%s does not show %s:\n%s%s", arguments[0], word, r.said, r.err);
    program_free(&r);
}
#define TOOL_SHOWS(word, ...) tool_shows(word, (const char *const[]){__VA_ARGS__, NULL})

#endif
