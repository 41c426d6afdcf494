/* flags.c - the list of flags as a table, and its words (equilibrium.h). */
#include "model/aerosol/equilibrium/equilibrium.h"

#include <string.h>

#define FLAG(name, word, text, chinese) {#word, text, chinese},
const lt_equilibrium_flag lt_equilibrium_flags[LT_EQ_N_FLAGS] = {LT_EQ_FLAGS(FLAG)};

void lt_equilibrium_flag_words(unsigned flags, char *out) {
    *out = '\0';
    for (int k = 0; k < LT_EQ_N_FLAGS; k++)
        if (flags >> k & 1) {
            if (*out) strcat(out, "+");
            strcat(out, lt_equilibrium_flags[k].word);
        }
}
