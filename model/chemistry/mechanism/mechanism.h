/* mechanism.h - a gas mechanism as read: species, reactions, rate laws. What everything in model/chemistry starts from.
 *
 * Species stand in the order of their declarations, all variable ones first (0 .. n_variable - 1), then the fixed ones
 * (KPP's #DEFFIX: air, oxygen, water ...). Reactions stand in the order of the files. A rate is a tree of nodes
 * (rate.h). Nothing changes a mechanism after it was read. */
#ifndef LT_MECHANISM_H
#define LT_MECHANISM_H

#include "base/status.h"
#include "model/chemistry/mechanism/rate.h"

#include <stdbool.h>

enum { LT_MECH_MOST_ATOMS = 16 };

struct lt_faults;

/* Count of one element in a species. element: index in lt_mechanism.elements. */
typedef struct lt_atom_count {
    int element;
    double count;
} lt_atom_count;

typedef enum lt_species_kind {
    LT_SPECIES_GAS,
    LT_SPECIES_PARTICLE, /* constituent of the aerosol: its reactions are the aerosol's in the grid */
    LT_SPECIES_COUNTER   /* counts what a reaction made; no reaction has it as reactant */
} lt_species_kind;

typedef struct lt_mech_species {
    char *name;
    bool fixed;
    lt_species_kind kind; /* gas, but what the mechanism's table of species says (species_table.h) */
    bool composed;        /* false: IGNORE, or nothing declared: only the elements in atoms are known (balance.h) */
    int n_atoms;          /* a count may be 0: "0N + IGNORE" is known to have no nitrogen */
    lt_atom_count atoms[LT_MECH_MOST_ATOMS];
    double initial; /* #INITVALUES times CFACTOR, NAN where none is given */
    int line;
    const char *file;
} lt_mech_species;

/* A species with its stoichiometric coefficient. */
typedef struct lt_mech_term {
    int species;
    double coefficient;
} lt_mech_term;

typedef struct lt_reaction {
    char *label; /* "R171a"; without one in the file: its number, "1", "2" ... */
    int n_reactants, n_products;
    lt_mech_term *reactants; /* coefficients are small whole numbers: NO + NO is 2 NO; fixed species stand here too */
    lt_mech_term *products;  /* each species once; coefficients may be fractions or negative */
    bool photolysis;         /* has hv */
    bool particle;           /* a reactant is a particle: owned by the aerosol in the grid */
    lt_rate rate;
    char *rate_text; /* as in the file */
    int line;
    const char *file;
} lt_reaction;

/* What a rate needs from outside: J("NO2") gives kind LT_EXTERNAL_J. */
typedef enum lt_external_kind {
    LT_EXTERNAL_J,   /* photolysis frequency, s-1 */
    LT_EXTERNAL_HET, /* uptake on particles, first order, s-1 */
    LT_EXTERNAL_RATE /* a foreign function or variable: the user gives the rate of the reaction by its label */
} lt_external_kind;

typedef struct lt_external {
    lt_external_kind kind;
    char *name; /* of the J or the uptake; of a foreign rate the reaction's label */
} lt_external;

/* A remark that is no error: a reaction that does not balance, a skipped #INLINE, an unknown section. */
typedef enum lt_remark_kind {
    LT_REMARK_BALANCE,
    LT_REMARK_FOREIGN, /* a rate that the user gives */
    LT_REMARK_SKIPPED, /* #INLINE, a section that changes nothing here or is not known */
    LT_REMARK_DOUBT,   /* a rate that is hardly meant: doubts.h */
    LT_REMARK_OTHER
} lt_remark_kind;

typedef struct lt_mech_remark {
    lt_remark_kind kind;
    const char *file;
    int line;
    int reaction; /* or -1 */
    char *text;
} lt_mech_remark;

typedef struct lt_mechanism {
    char *name; /* of the .def file without folder and ending */
    char *path;
    int n_species, n_variable;
    lt_mech_species *species;
    int n_reactions;
    lt_reaction *reactions;
    int *rate_order; /* [n_reactions] in which K(label) finds its value */
    int n_externals;
    lt_external *externals;
    int n_elements;
    char **elements;
    bool *checked; /* [n_elements] listed in #CHECK, or all by #CHECKALL; all balances are looked at anyway */
    double cfactor;
    int n_remarks;
    lt_mech_remark *remarks;
    int n_files;
    char **files; /* all that were read, the .def first: for digests */
} lt_mechanism;

/* Read a .def file and all that it includes. A name without a folder and ending is one of the shipped mechanisms
 * (model/chemistry/mechanisms/NAME.def). LT_ERR_INPUT with file, line, label for every fault of the list that
 * README.md keeps; LT_ERR_MEMORY. */
lt_status lt_mechanism_read(const char *name_or_path, lt_mechanism **out);
/* The same; all faults of the files go to faults, and with one or more *out is NULL. */
lt_status lt_mechanism_judge(const char *name_or_path, struct lt_faults *faults, lt_mechanism **out);
/* Its file: a path as it is, a name the shipped one's. LT_ERR_INPUT if there is none of the name. */
lt_status lt_mechanism_file(const char *name_or_path, char *path, size_t size);
/* Doubtful rates (doubts.h) as warnings of the log, the first few and how many more (a box judges its rates itself). */
void lt_mechanism_warn(const lt_mechanism *mechanism);
/* What the user calls it in a command: the name of a shipped one, the path of another. */
const char *lt_mechanism_call(const lt_mechanism *mechanism);
void lt_mechanism_free(lt_mechanism *mechanism);

/* Index of a species, reaction (by label) or external; -1 if there is none. */
int lt_mechanism_species(const lt_mechanism *mechanism, const char *name);
int lt_mechanism_reaction(const lt_mechanism *mechanism, const char *label);
int lt_mechanism_external(const lt_mechanism *mechanism, lt_external_kind kind, const char *name);

/* Net change of a species in one turn of a reaction: products less reactants (0 for fixed species too is not implied:
 * the caller looks at variable ones). */
double lt_reaction_net(const lt_reaction *reaction, int species);

#endif
