/* reference_compared.h - a file of ISORROPIA's states with all that is solved of it. */
#ifndef LT_EQUILIBRIUM_REFERENCE_COMPARED_H
#define LT_EQUILIBRIUM_REFERENCE_COMPARED_H

#include "model/aerosol/equilibrium/verify/reference.h"

/* Set-ups: the product at its defaults; with activity `isorropia` and water by_row; all ways of reference.h. */
#define LT_COMPARED_SETUPS(X) X(default) X(isorropia) X(all_ways)

enum {
#define LT_COMPARED_ENUM(name) LT_COMPARED_##name,
    LT_COMPARED_SETUPS(LT_COMPARED_ENUM) LT_N_COMPARED_SETUPS
#undef LT_COMPARED_ENUM
};
extern const char *const lt_compared_setups[LT_N_COMPARED_SETUPS];

typedef struct lt_compared {
    char name[16]; /* "010" */
    size_t n;
    lt_reference_state *its, *ours[LT_N_COMPARED_SETUPS], (*of_way)[LT_N_WAYS];
    lt_reference_left *left;
    double *off; /* [n], for whoever needs it */
} lt_compared;

/* Reads and solves; free in any case. LT_ERR_INPUT, LT_ERR_MEMORY. */
lt_status lt_compared_read(const char *path, lt_compared *out);
void lt_compared_free(lt_compared *compared);

/* What is compared, by column; nitrate is the first. */
enum { LT_COMPARED_NITRATE, LT_N_COMPARED = 10 };
extern const char *const lt_compared_species[LT_N_COMPARED];
double lt_compared_amount(const lt_reference_state *state, int which);

#endif
