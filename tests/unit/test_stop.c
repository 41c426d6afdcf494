/* A request to stop: kept while it is asked for, the handlers of before afterwards; words of a shell. */
#include "base/shell.h"
#include "base/stop.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "tests/support/words.h"

static volatile sig_atomic_t old_handler_saw;

static void old_handler(int number) {
    old_handler_saw = number;
}

static void kept_between_catch_and_release(void **state) {
    (void)state;
    static const int signals[] = {SIGUSR1, SIGTERM, SIGINT};
    for (int s = 0; s < 3; s++) signal(signals[s], old_handler);
    lt_stop_release(); /* without catch: nothing */
    lt_stop_catch(false);
    assert_int_equal(lt_stop_asked(), 0);
    lt_stop_catch(true); /* the first decides: interrupts stay as they were */
    raise(SIGINT);
    assert_int_equal(old_handler_saw, SIGINT);
    assert_int_equal(lt_stop_asked(), 0);
    for (int s = 0; s < 2; s++) {
        raise(signals[s]);
        assert_int_equal(lt_stop_asked(), signals[s]);
        assert_int_equal(old_handler_saw, SIGINT);
    }
    lt_stop_release();
    raise(SIGUSR1);
    assert_int_equal(old_handler_saw, SIGINT); /* the last ends it */
    lt_stop_release();
    raise(SIGUSR1);
    assert_int_equal(old_handler_saw, SIGUSR1);
    lt_stop_catch(true);
    assert_int_equal(lt_stop_asked(), 0); /* nothing of before */
    raise(SIGINT);
    assert_int_equal(lt_stop_asked(), SIGINT);
    lt_stop_release();
    raise(SIGINT);
    assert_int_equal(old_handler_saw, SIGINT);
}

/* What is put is split into the same words, by this program and by a shell. */
static void words_of_a_shell(void **state) {
    (void)state;
    static const char *const words[] = {"plain", "a b", "it's", "", "$HOME", "\"x\"", "a\\b", "--grid=辽宁", "*", "'"};
    enum { N = sizeof words / sizeof *words };
    char *line = NULL, *split[N + 1];
    size_t size;
    int n;
    FILE *out = open_memstream(&line, &size);
    assert_non_null(out);
    for (int k = 0; k < N; k++) {
        if (k) fputc(' ', out);
        lt_shell_put(out, words[k]);
    }
    assert_int_equal(fclose(out), 0);
    char *command = malloc(size + 64), said[512] = "";
    assert_non_null(command);
    sprintf(command, "printf '%%s\\n' %s", line);
    FILE *shell = popen(command, "r");
    assert_non_null(shell);
    for (int k = 0; k < N; k++) {
        assert_non_null(fgets(said, sizeof said, shell));
        said[strcspn(said, "\n")] = '\0';
        assert_string_equal(said, words[k]);
    }
    assert_int_equal(pclose(shell), 0);
    assert_int_equal(lt_shell_split(line, "here", split, N + 1, &n), LT_OK);
    assert_int_equal(n, N);
    assert_null(split[N]);
    for (int k = 0; k < N; k++) assert_string_equal(split[k], words[k]);
    free(command);
    free(line);
}

static void lines_that_cannot_be_read(void **state) {
    (void)state;
    char open_quote[] = "lantian 'run", many[] = "a b c d", blanks[] = "  ";
    char *split[4];
    int n;
    BAD_INPUT(lt_shell_split(open_quote, "plan.csv:2", split, 4, &n), "plan.csv:2");
    BAD_INPUT(lt_shell_split(many, "plan.csv:3", split, 4, &n), "plan.csv:3", "at most 3");
    assert_int_equal(lt_shell_split(blanks, "here", split, 4, &n), LT_OK);
    assert_int_equal(n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(kept_between_catch_and_release),
                                       cmocka_unit_test(words_of_a_shell), cmocka_unit_test(lines_that_cannot_be_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
