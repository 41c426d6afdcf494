/* state_case.h - the state of a cell as a case of `lantian box`, for whoever looks into a failed integration. */
#ifndef LT_CHEM_STATE_CASE_H
#define LT_CHEM_STATE_CASE_H

#include "model/chemistry/mechanism/mechanism.h"

typedef struct lt_state_case {
    const lt_mechanism *mechanism;
    const char *method;
    double rtol;
    const double *atol;   /* [n_variable] */
    double seconds;       /* to integrate */
    double first_step;    /* s; 0: the control's */
    bool native;          /* amounts and constants in the unit of the files, else ppb */
    const double *c;      /* [n_variable] */
    const double *k;      /* [n_reactions] as the solver has them, fixed species folded in */
    const double *source; /* [n_variable] ppb s-1, or NULL */
    const double *loss;   /* [n_variable] s-1, or NULL */
    const bool *held;     /* [n_variable], or NULL */
} lt_state_case;

/* YAML that `lantian box` runs again to the same state: every number is written so that it reads back as it is. name:
 * of the case. *out: free() it. LT_ERR_MEMORY. */
lt_status lt_state_case_text(const lt_state_case *state, const char *name, char **out);

#endif
