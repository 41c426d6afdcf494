/* verify.h - `lantian verify TOPIC`: accuracy and invariants as rows of a value and its bound, beside what peers reach.
 *
 * A topic is a list of suites; a suite is a library function that adds rows. What topics there are is known to the
 * front door. */
#ifndef LT_VERIFY_H
#define LT_VERIFY_H

#include "base/cli.h"

#include <stdint.h>

struct cJSON;

typedef enum lt_verify_sense {
    LT_AT_MOST,  /* value <= bound, or the row fails */
    LT_AT_LEAST, /* value >= bound, or the row fails */
    LT_FACT      /* printed beside the peers; no bound */
} lt_verify_sense;

typedef struct lt_verify_row {
    const char *test;   /* key `case`: where a peer was measured, the name in the table of peers */
    const char *metric; /* "relative_l1"; names as in that table; unit in the name where it has one */
    const char *scheme; /* "" where there is only one way */
    double value;       /* not a number fails whatever the sense */
    lt_verify_sense sense;
    double bound;
    bool goal;          /* what an optional scheme should reach: not reaching it is shown and fails nothing */
    const char *source; /* of the bound, or of the exact solution: "project goal", "Zalesak (1979)" ... */
} lt_verify_row;

/* The rows of a verification, and how it was asked. */
typedef struct lt_verify lt_verify;

/* Texts of the row are copied. LT_ERR_MEMORY. */
lt_status lt_verify_add(lt_verify *verify, const lt_verify_row *row);
#define LT_VERIFY_ADD(verify, ...) lt_verify_add((verify), &(const lt_verify_row){__VA_ARGS__})

/* Shall a case that takes long be run? Under --quick no: it is named as left out. seconds: about how long, 1 thread. */
bool lt_verify_wants(lt_verify *verify, const char *test, double seconds);

/* --field: a folder of measurements to be judged by, or NULL; --out: where pictures and tables of it go, or NULL. */
const char *lt_verify_field(const lt_verify *verify);
const char *lt_verify_out(const lt_verify *verify);

typedef struct lt_verify_suite {
    const char *name, *title_en, *title_zh;
    lt_status (*run)(lt_verify *verify);
} lt_verify_suite;

typedef struct lt_verify_topic {
    const char *name, *text; /* text: of the command's help */
    const lt_verify_suite *suites;
    int n_suites;
    const char *peers; /* shipped table of peers (peers.h), or NULL */
    const struct lt_verify_shown { const char *scheme, *heading; } * shown; /* peers in the table; ends with NULL */
    const char *todo;                                                       /* where a row fails */
    lt_status (*facts)(struct cJSON *root, const char **remark);            /* of the build, into the JSON; or NULL */
    bool takes_field;                                                       /* --field DIR, --out DIR */
} lt_verify_topic;

/* The topic of this name, NULL if the word is none (it may be a folder). topics ends with NULL. */
const lt_verify_topic *lt_verify_find(const lt_verify_topic *const *topics, const char *word);
/* `lantian verify TOPIC [--json] [--quick] [--field DIR --out DIR]`. LT_ERR_VERIFY if a row does not pass. */
lt_status lt_verify_command(const lt_cli *cli, const lt_verify_topic *topic);

/* The larger of both; what is no number stays, so that no bound holds it (fmax would forget it). */
static inline double lt_verify_worse(double worst, double value) {
    return worst != worst || value <= worst ? worst : value;
}

/* 0..1, the same numbers on every machine. */
static inline double lt_verify_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

#endif
