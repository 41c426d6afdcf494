/* A pool of texts: one address a text, numbers that stay through growth. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void test_many(void **state) {
    (void)state;
    enum { N = 20000 };
    lt_texts *texts;
    static const char *first[N];
    char name[32];
    assert_int_equal(lt_texts_create(&texts), LT_OK);
    for (long k = 0; k < N; k++) {
        snprintf(name, sizeof name, "name %ld", k);
        assert_int_equal(lt_texts_number(texts, name), -1);
        assert_int_equal(lt_texts_keep(texts, name, &first[k]), LT_OK);
        assert_int_equal(lt_texts_number(texts, name), -1); /* kept, without a number */
        if (k % 2) assert_int_equal(lt_texts_set_number(texts, name, k), LT_OK);
    }
    for (long k = 0; k < N; k++) {
        const char *again;
        snprintf(name, sizeof name, "name %ld", k);
        assert_int_equal(lt_texts_keep(texts, name, &again), LT_OK);
        assert_ptr_equal(again, first[k]);
        assert_string_equal(again, name);
        assert_int_equal(lt_texts_number(texts, name), k % 2 ? k : -1);
    }
    lt_texts_free(texts);
}

static void test_empty_and_long(void **state) {
    (void)state;
    lt_texts *texts;
    const char *a, *b;
    enum { LONG = 200000 };
    char *text = malloc(LONG + 1);
    memset(text, 'x', LONG);
    text[LONG] = 0;
    assert_int_equal(lt_texts_create(&texts), LT_OK);
    assert_int_equal(lt_texts_keep(texts, NULL, &a), LT_OK);
    assert_int_equal(lt_texts_keep(texts, "", &b), LT_OK);
    assert_ptr_equal(a, b);
    assert_int_equal(lt_texts_keep(texts, text, &a), LT_OK);
    assert_string_equal(a, text);
    assert_string_not_equal(lt_texts_key3("a", "b", "c"), lt_texts_key3("ab", "", "c"));
    lt_texts_free(texts);
    lt_texts_free(NULL);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_many), cmocka_unit_test(test_empty_and_long)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
