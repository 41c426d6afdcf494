/* kpp_names.c - names of species and elements, and small helpers of the reader of KPP's notation. */
#include "model/chemistry/mechanism/kpp_private.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { MOST_NAME = 128 };

/* What KPP's atoms.kpp declares: the elements, and charges as atoms. */
static const char *const table[] = {
    "H",  "He", "Li", "Be", "B",  "C",  "N",  "O",  "F",  "Ne", "Na",  "Mg", "Al", "Si", "P",  "S",  "Cl", "Ar",
    "K",  "Ca", "Sc", "Ti", "V",  "Cr", "Mn", "Fe", "Co", "Ni", "Cu",  "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr",
    "Rb", "Sr", "Y",  "Zr", "Nb", "Mo", "Tc", "Ru", "Rh", "Pd", "Ag",  "Cd", "In", "Sn", "Sb", "Te", "I",  "Xe",
    "Cs", "Ba", "La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb",  "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hf",
    "Ta", "W",  "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi",  "Po", "At", "Rn", "Fr", "Ra", "Ac", "Th",
    "Pa", "U",  "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md",  "No", "Lr", "Rf", "Db", "Sg", "Bh", "Hs",
    "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og", "Pls", "Min"};
enum { N_TABLE = sizeof table / sizeof *table };

const char *lt_kpp_place(const lt_kpp_statement *s, const char *label) {
    return label ? lt_fmt("%s:%d, label %s", s->file, s->line, label) : lt_fmt("%s:%d", s->file, s->line);
}

lt_status lt_kpp_copy(const char *text, size_t n, char **out) {
    LT_TRY(lt_calloc(n + 1, 1, out));
    memcpy(*out, text, n);
    return LT_OK;
}

lt_status lt_kpp_remark(lt_kpp *kpp, lt_remark_kind kind, const char *file, int line, int reaction, const char *format,
                        ...) {
    char text[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    lt_mechanism *m = kpp->m;
    LT_TRY(lt_grow(&m->remarks, sizeof *m->remarks, m->n_remarks + 1, &kpp->room_remarks));
    lt_mech_remark *remark = &m->remarks[m->n_remarks];
    *remark = (lt_mech_remark){.kind = kind, .file = file, .line = line, .reaction = reaction};
    LT_TRY(lt_kpp_copy(text, strlen(text), &remark->text));
    m->n_remarks++;
    return LT_OK;
}

bool lt_kpp_same(const char *a, const char *b) {
    return strcasecmp(a, b) == 0;
}

size_t lt_kpp_word(const char *text) {
    size_t n = 0;
    while (isalnum((unsigned char)text[n]) || text[n] == '_') n++;
    return n;
}

const char *lt_kpp_blanks(const char *text) {
    return text + strspn(text, " \t\r\n");
}

/* All names of KPP are the same in capital and small letters. */
const char *lt_kpp_lower(const char *name, char out[MOST_NAME]) {
    size_t n = 0;
    for (; name[n] && n < MOST_NAME - 1; n++) out[n] = (char)tolower((unsigned char)name[n]);
    out[n] = '\0';
    return out;
}

int lt_kpp_species(const lt_kpp *kpp, const char *name) {
    char key[MOST_NAME];
    return (int)lt_texts_number(kpp->species, lt_kpp_lower(name, key));
}

lt_status lt_kpp_add_species(lt_kpp *kpp, const char *name, int index) {
    char key[MOST_NAME];
    return lt_texts_set_number(kpp->species, lt_kpp_lower(name, key), index);
}

static const char *of_table(const char *name) {
    for (int k = 0; k < N_TABLE; k++)
        if (lt_kpp_same(table[k], name)) return table[k];
    return NULL;
}

lt_status lt_kpp_declare_atom(lt_kpp *kpp, const char *name) {
    char key[MOST_NAME];
    if (lt_kpp_is_atom(kpp, name)) return LT_OK;
    return lt_texts_set_number(kpp->atoms, lt_kpp_lower(name, key), 1);
}

bool lt_kpp_is_atom(const lt_kpp *kpp, const char *name) {
    char key[MOST_NAME];
    return of_table(name) || lt_texts_number(kpp->atoms, lt_kpp_lower(name, key)) >= 0;
}

/* Elements stand in the mechanism in the order in which compositions use them. */
lt_status lt_kpp_element(lt_kpp *kpp, const char *name, int *out) {
    lt_mechanism *m = kpp->m;
    for (*out = 0; *out < m->n_elements; ++*out)
        if (lt_kpp_same(m->elements[*out], name)) return LT_OK;
    const char *kept = of_table(name);
    if (!kept) kept = name;
    LT_TRY(lt_grow(&m->elements, sizeof *m->elements, m->n_elements + 1, &kpp->room_elements));
    LT_TRY(lt_kpp_copy(kept, strlen(kept), &m->elements[m->n_elements]));
    *out = m->n_elements++;
    return LT_OK;
}
