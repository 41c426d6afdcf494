/* speciation.h - from the pollutants of a source row to the species of a mechanism.
 *
 * A mechanism is one file and one line of the list: `simple` (the lumps of the first model) and `cb6r5` (CMAQ's
 * cb6r5_ae7), and `cmaq`, cb6r5 as CMAQ's own files have it. Whatever a mechanism does with a row is checked against
 * the row's mass (lt_speciation_of). */
#ifndef LT_SPECIATION_H
#define LT_SPECIATION_H

#include "inventory/ledger.h"
#include "inventory/sectors.h"

/* X-macro: mechanisms; lt_mechanism_<name> is in species/<name>.c (cmaq: cb6r5.c). */
#define LT_MECHANISM_LIST(X) X(simple) X(cb6r5) X(cmaq)

enum { LT_MOST_EMITTED = 96 };

typedef struct lt_emitted {
    char name[16], doc[64];
    bool mol;           /* amounts are mol, else kg */
    double kg_per_mol;  /* of a mol species; 1 of a mass species */
    double oh_m3_per_s; /* rate constant with OH at 298.15 K, per molecule [m3/s]; 0: none */
} lt_emitted;

struct lt_speciation;

typedef struct lt_mechanism {
    const char *name, *text_en;
    lt_status (*open)(struct lt_speciation *speciation); /* fills species and tables */
    void (*close)(void *tables);                         /* NULL where there are none */
    /* Annual amounts out[n] [kg or mol] of a row's pollutants [kg], and placed[]: how much of each pollutant [kg] they
     * hold. Returns the mass of particles that did not fit (lt_speciation_of). */
    double (*split)(const struct lt_speciation *speciation, const lt_source *source, const lt_sector *sector,
                    const double pollutant[LT_N_POLLUTANTS], double *out, double placed[LT_N_POLLUTANTS]);
} lt_mechanism;

#define LT_MECHANISM_DECLARE(name) extern const lt_mechanism lt_mechanism_##name;
LT_MECHANISM_LIST(LT_MECHANISM_DECLARE)
#undef LT_MECHANISM_DECLARE

typedef struct lt_speciation {
    const lt_mechanism *mechanism;
    const lt_sectors *sectors; /* borrowed */
    struct lt_reactivity *reactivity;
    int n;
    lt_emitted *species;
    void *tables;
} lt_speciation;

/* LT_ERR_INPUT: an unknown mechanism, or tables that do not fit each other. sectors must live as long. */
lt_status lt_speciation_create(const char *mechanism, const lt_sectors *sectors, lt_speciation **out);
void lt_speciation_free(lt_speciation *speciation);                           /* NULL is fine */
int lt_speciation_find(const lt_speciation *speciation, const char *species); /* -1 */

/* Annual amounts out[n] of a source [kg, or mol]. clipped_kg gains the mass of BC and organic matter beyond PM2.5, and
 * of PM2.5 beyond PM10, that was let stand. LT_ERR_INPUT: a sector that sectors.csv does not have, a process without
 * profile; LT_ERR_INTERNAL: the species do not hold what the row emits (each pollutant to 1e-9 of it). */
lt_status lt_speciation_of(const lt_speciation *speciation, const lt_source *source, double *out, double *clipped_kg);

/* The files that decide it. */
lt_status lt_speciation_digest(lt_hash *hash);

#endif
