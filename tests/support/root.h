/* root.h - a folder for the files of one test program, and random bits that are the same everywhere. Header only. */
#ifndef LT_TESTS_ROOT_H
#define LT_TESTS_ROOT_H

#include "tests/support/files.h"

#include <limits.h>

static char root[256];

static LT_UNUSED int make_root(void **state) {
    (void)state;
    return files_make_folder(root) ? 0 : -1;
}

static LT_UNUSED int remove_root(void **state) {
    (void)state;
    files_remove(root);
    return files_exists(root) ? -1 : 0;
}

/* root/name; good for four calls. */
static LT_UNUSED const char *in_root(const char *name) {
    static char path[4][PATH_MAX + 64];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(path[turn], sizeof path[turn], "%s/%s", root, name);
    return path[turn];
}

static LT_UNUSED uint64_t random_bits(void) { /* xorshift64*: the same on every machine */
    static uint64_t random_state = UINT64_C(88172645463325252);
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * UINT64_C(2685821657736338717);
}

static LT_UNUSED double noise(void) {
    return (double)(random_bits() >> 11) * 0x1p-53;
}

#endif
