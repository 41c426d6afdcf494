/* SHA-256: vectors of NIST (FIPS 180-4 examples, csrc.nist.gov "SHA256.pdf", and one million times "a"). */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void digest_of(const char *text, size_t size, lt_digest out) {
    lt_hash hash;
    lt_hash_init(&hash);
    lt_hash_bytes(&hash, text, size);
    lt_hash_end(&hash, out);
}

static void test_nist_vectors(void **state) {
    (void)state;
    lt_digest digest;
    digest_of("", 0, digest);
    assert_string_equal(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    digest_of("abc", 3, digest);
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    digest_of(two_blocks, strlen(two_blocks), digest);
    assert_string_equal(digest, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    lt_hash hash;
    lt_hash_init(&hash);
    for (int k = 0; k < 100000; k++) lt_hash_bytes(&hash, "aaaaaaaaaa", 10);
    lt_hash_end(&hash, digest);
    assert_string_equal(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void test_text_does_not_run_together(void **state) {
    (void)state;
    lt_digest a, b;
    lt_hash hash;
    lt_hash_init(&hash);
    lt_hash_text(&hash, "ab");
    lt_hash_text(&hash, "c");
    lt_hash_end(&hash, a);
    lt_hash_init(&hash);
    lt_hash_text(&hash, "a");
    lt_hash_text(&hash, "bc");
    lt_hash_end(&hash, b);
    assert_string_not_equal(a, b);
}

static void test_file(void **state) {
    (void)state;
    char folder[] = "/tmp/lt_test_hash_XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a", folder);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    for (int k = 0; k < 1000000; k++) fputc('a', stream);
    fclose(stream);
    lt_digest digest;
    assert_int_equal(lt_hash_file(path, digest), LT_OK);
    assert_string_equal(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    assert_int_equal(unlink(path), 0);
    assert_int_equal(lt_hash_file(path, digest), LT_ERR_INPUT);
    assert_int_equal(lt_hash_file(folder, digest), LT_ERR_INPUT);
    assert_int_equal(rmdir(folder), 0);
}

/* What stands in a digest of inputs for a shipped file is the digest of its bytes. */
static void test_shipped_file(void **state) {
    (void)state;
    lt_hash one, two;
    lt_digest file, a, b;
    lt_hash_init(&one);
    lt_hash_init(&two);
    assert_int_equal(lt_hash_share_file(&one, "model/data/background_levels.csv"), LT_OK);
    assert_int_equal(lt_hash_file(LT_SOURCE_DIR "/model/data/background_levels.csv", file), LT_OK);
    lt_hash_text(&two, file);
    lt_hash_end(&one, a);
    lt_hash_end(&two, b);
    assert_string_equal(a, b);
    assert_int_equal(lt_hash_share_file(&one, "model/data/no_such_file.csv"), LT_ERR_ENV);
}

/* Published values of FNV-1a, 64 bits; parts make the whole. */
static void test_short_hash(void **state) {
    (void)state;
    assert_true(lt_hash_short(LT_HASH_SHORT, "", 0) == UINT64_C(0xcbf29ce484222325));
    assert_true(lt_hash_short(LT_HASH_SHORT, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(lt_hash_short(LT_HASH_SHORT, "foobar", 6) == UINT64_C(0x85944171f73967e8));
    assert_true(lt_hash_short(lt_hash_short(LT_HASH_SHORT, "foo", 3), "bar", 3) == UINT64_C(0x85944171f73967e8));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nist_vectors), cmocka_unit_test(test_text_does_not_run_together),
        cmocka_unit_test(test_file),         cmocka_unit_test(test_shipped_file),
        cmocka_unit_test(test_short_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
