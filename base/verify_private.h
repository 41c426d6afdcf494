/* verify_private.h - the rows of a verification (verify.c), as its command prints them (verify_command.c). */
#ifndef LT_VERIFY_PRIVATE_H
#define LT_VERIFY_PRIVATE_H

#include "base/verify.h"

enum { LT_VERIFY_TEXT = 96 };

typedef struct lt_verify_result {
    char test[LT_VERIFY_TEXT], metric[LT_VERIFY_TEXT], scheme[LT_VERIFY_TEXT], source[2 * LT_VERIFY_TEXT];
    double value, bound;
    lt_verify_sense sense;
    bool goal, reached; /* reached: the value keeps its bound */
} lt_verify_result;

typedef struct lt_verify_left {
    char test[LT_VERIFY_TEXT];
    double seconds;
} lt_verify_left;

struct lt_verify {
    bool quick;
    const char *field, *out;
    long n, room;
    lt_verify_result *rows;
    int n_left;
    lt_verify_left left[64]; /* cases left out under --quick */
};

void lt_verify_release(lt_verify *verify);

static inline bool lt_verify_passes(const lt_verify_result *row) {
    return row->reached || row->goal;
}

#endif
