/* kpp_private.h - how the notation of KPP is read, in three passes over what the files hold:
 *
 *   kpp_text.c      files, #INCLUDE, comments, #INLINE: everything is cut into statements ("O3 + NO = NO2 : 1e-14")
 *   kpp_species.c, kpp_equation.c, kpp_values.c, kpp_lists.c   the statements of a section, in a fixed order,
 *                   so that a file may use what a later one declares
 *   rate_parse.c    the rates, when all labels are known
 *
 * Faults go through lt_faults_take: a run stops at the first, a check hears of all. */
#ifndef LT_KPP_PRIVATE_H
#define LT_KPP_PRIVATE_H

#include "base/faults.h"
#include "base/texts.h"
#include "model/chemistry/mechanism/mechanism.h"

/* X-macro: sections of KPP: name, the pass in which its statements are read, who reads them. Within a pass statements
 * are read as they stand. DEFRAD and SETRAD are old names of DEFVAR and SETVAR. */
#define LT_KPP_SECTIONS(X)                                                                                             \
    X(ATOMS, 1, lt_kpp_atoms)                                                                                          \
    X(DEFVAR, 2, lt_kpp_define)                                                                                        \
    X(DEFRAD, 2, lt_kpp_define)                                                                                        \
    X(DEFFIX, 2, lt_kpp_define)                                                                                        \
    X(SETVAR, 3, lt_kpp_set)                                                                                           \
    X(SETRAD, 3, lt_kpp_set)                                                                                           \
    X(SETFIX, 3, lt_kpp_set)                                                                                           \
    X(EQUATIONS, 4, lt_kpp_equation)                                                                                   \
    X(INITVALUES, 5, lt_kpp_value)                                                                                     \
    X(CHECK, 6, lt_kpp_atom_list)                                                                                      \
    X(LOOKAT, 6, lt_kpp_name_list)                                                                                     \
    X(MONITOR, 6, lt_kpp_name_list)                                                                                    \
    X(TRANSPORT, 6, lt_kpp_name_list)                                                                                  \
    X(FAMILIES, 6, lt_kpp_left_out)                                                                                    \
    X(LUMP, 6, lt_kpp_left_out)

enum { LT_KPP_LAST_PASS = 6, LT_KPP_PASS_OF_CHECK = 6 };

typedef enum lt_kpp_section {
#define LT_KPP_ENUM(name, pass, reader) LT_KPP_##name,
    LT_KPP_SECTIONS(LT_KPP_ENUM)
#undef LT_KPP_ENUM
        LT_KPP_N_SECTIONS,
    LT_KPP_NONE = LT_KPP_N_SECTIONS, /* before the first section, or after a command */
    LT_KPP_SKIPPED                   /* a section that we do not know */
} lt_kpp_section;

typedef struct lt_kpp_statement {
    lt_kpp_section section;
    const char *file; /* of lt_mechanism.files */
    int line;
    char *text; /* without comments, its ";" and blanks at the ends; may hold line ends */
} lt_kpp_statement;

/* Foreign code, kept to see which functions it defines. */
typedef struct lt_kpp_inline {
    const char *file;
    int line, last_line;
    char type[32]; /* F90_RATES */
    char *code;
} lt_kpp_inline;

/* What a reading knows beside the mechanism that grows. Species stand in the order of their declarations. */
typedef struct lt_kpp {
    lt_mechanism *m;
    lt_faults *faults;
    lt_kpp_statement *statements;
    lt_kpp_inline *inlines;
    long n_statements, n_inlines;
    long room_statements, room_inlines, room_species, room_reactions, room_externals, room_elements, room_remarks,
        room_files;
    lt_texts *species, *labels, *atoms; /* lower-case names (labels as they are) with their index */
    lt_texts *functions;                /* of foreign code, with the index in inlines */
    lt_texts *externals;                /* kind and name, with their index */
    lt_texts *reactions;                /* what they do, with their index: to find the same twice */
    lt_kpp_section section;             /* while files are cut up */
    int fortran_comments;               /* lines that begin with ! */
    bool check_all;                     /* #CHECKALL */
    double generic[3];                  /* initial value of VAR_SPEC, FIX_SPEC, ALL_SPEC; NAN: none */
    int left_out[LT_KPP_N_SECTIONS];    /* statements of sections that change nothing here */
} lt_kpp;

/* A fault of a statement is taken here: LT_OK where faults are listed. */
#define LT_KPP_FAULT(kpp, ...) lt_faults_take((kpp)->faults, LT_RAISE(LT_ERR_INPUT, __VA_ARGS__))

/* "small.eqn:12, label R7"; label may be NULL. */
const char *lt_kpp_place(const lt_kpp_statement *s, const char *label);
/* A copy of n characters of text. LT_ERR_MEMORY. */
lt_status lt_kpp_copy(const char *text, size_t n, char **out);
lt_status lt_kpp_remark(lt_kpp *kpp, lt_remark_kind kind, const char *file, int line, int reaction, const char *format,
                        ...) __attribute__((format(printf, 6, 7)));
/* The same word whatever its case? Length of the word (letters, digits, _) at text. */
bool lt_kpp_same(const char *a, const char *b);
size_t lt_kpp_word(const char *text);
/* The name in small letters, cut to 127: the key of the pools. */
const char *lt_kpp_lower(const char *name, char out[128]);
const char *lt_kpp_blanks(const char *text);

/* shipped.c: where a file of the shipped mechanisms would be. */
lt_status lt_kpp_shipped(const char *file, char *path, size_t size);

/* kpp_text.c: path and all that it includes, into statements. */
lt_status lt_kpp_files(lt_kpp *kpp, const char *path);
/* kpp_inline.c: the functions that foreign code defines, and where one is (NULL: nowhere). */
lt_status lt_kpp_functions(lt_kpp *kpp);
const lt_kpp_inline *lt_kpp_defined(const lt_kpp *kpp, const char *function);

/* kpp_names.c: index of a species (-1: none); elements, declared or of the periodic table. */
int lt_kpp_species(const lt_kpp *kpp, const char *name);
lt_status lt_kpp_add_species(lt_kpp *kpp, const char *name, int index);
bool lt_kpp_is_atom(const lt_kpp *kpp, const char *name);
lt_status lt_kpp_declare_atom(lt_kpp *kpp, const char *name);
lt_status lt_kpp_element(lt_kpp *kpp, const char *name, int *out);

/* The fault of a name that no species has; label may be NULL (kpp_species.c). */
lt_status lt_kpp_unknown_species(lt_kpp *kpp, const lt_kpp_statement *s, const char *label, const char *name);

/* Statements of sections. */
lt_status lt_kpp_atoms(lt_kpp *kpp, const lt_kpp_statement *s);
lt_status lt_kpp_define(lt_kpp *kpp, const lt_kpp_statement *s);
lt_status lt_kpp_set(lt_kpp *kpp, const lt_kpp_statement *s);
lt_status lt_kpp_equation(lt_kpp *kpp, const lt_kpp_statement *s);
lt_status lt_kpp_value(lt_kpp *kpp, const lt_kpp_statement *s);
lt_status lt_kpp_atom_list(lt_kpp *kpp, const lt_kpp_statement *s);
lt_status lt_kpp_name_list(lt_kpp *kpp, const lt_kpp_statement *s);
lt_status lt_kpp_left_out(lt_kpp *kpp, const lt_kpp_statement *s);

/* Defaults and CFACTOR, when all values were read. */
void lt_kpp_finish_values(lt_kpp *kpp);

/* rate_parse.c: text of a rate into a tree; reaction -1: a number of #INITVALUES. A fault is raised, not taken. */
lt_status lt_kpp_rate(lt_kpp *kpp, const lt_kpp_statement *s, int reaction, const char *text, lt_rate *out);
/* kpp_order.c: variable species first; reactions in an order in which K(label) finds its value. */
lt_status lt_kpp_variable_first(lt_kpp *kpp);
lt_status lt_kpp_rate_order(lt_kpp *kpp);

#endif
