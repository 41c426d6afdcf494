/* verify.h - `lantian verify transport`: accuracy and invariants of the transport as rows of a value and its bound.
 *
 * A suite is a file of cases: a library function that adds rows. A new suite is one file and one line of the list
 * below. Suites work on the kernels and objects that a run uses, in memory, without files. */
#ifndef LT_VERIFY_H
#define LT_VERIFY_H

#include "base/cli.h"

#include <stdint.h>

/* X-macro: suite, title in English, in Chinese. The function of a suite is lt_verify_<suite>. */
#define LT_VERIFY_LIST(X)                                                                                              \
    X(invariants, "mass, pairs of tracers", "质量与示踪物关系")                                                        \
    X(uniform_winds, "uniform mixing ratio in random winds", "随机风场中的均匀混合比")                                 \
    X(advection, "shapes carried by the horizontal schemes", "水平平流格式的形状试验")                                 \
    X(vertical_mixing, "diffusion and deposition of a column", "垂直扩散与干沉降")                                     \
    X(vertical_plume, "plume in power-law wind and diffusivity", "幂律风与扩散系数下的烟羽")                           \
    X(vertical_advection, "profiles carried up and down", "垂直平流")                                                  \
    X(vertical_convection, "asymmetric convection", "非对称对流混合")

typedef enum lt_verify_sense {
    LT_AT_MOST,  /* value <= bound, or the row fails */
    LT_AT_LEAST, /* value >= bound, or the row fails */
    LT_FACT      /* printed beside the peers; no bound */
} lt_verify_sense;

typedef struct lt_verify_row {
    const char *test;   /* key `case`: where a peer was measured, the name in model/data/transport_peers.csv */
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

#define LT_VERIFY_DECLARE(suite, title_en, title_zh) lt_status lt_verify_##suite(lt_verify *verify);
LT_VERIFY_LIST(LT_VERIFY_DECLARE)
#undef LT_VERIFY_DECLARE

/* Is this a word that `lantian verify` knows, not a folder? */
bool lt_verify_is_topic(const char *word);
/* `lantian verify transport [--json] [--quick]`. LT_ERR_VERIFY if a row does not pass. */
lt_status lt_verify_command(const lt_cli *cli);

/* 0..1, the same numbers on every machine. */
static inline double lt_verify_random(uint64_t *seed) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

#endif
