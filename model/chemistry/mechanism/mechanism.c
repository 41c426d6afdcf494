/* mechanism.c - a mechanism from its files: passes of the reader (kpp_private.h), find, free. */
#include "model/chemistry/mechanism/kpp_private.h"

#include "model/chemistry/mechanism/balance.h"
#include "model/chemistry/mechanism/doubts.h"
#include "model/chemistry/mechanism/species_table.h"

#include <limits.h>
#include <math.h>
#include <string.h>
#include <strings.h>

/* --- passes ------------------------------------------------------------------------------------------------------- */

static const struct {
    int pass;
    lt_status (*read)(lt_kpp *, const lt_kpp_statement *);
} sections[] = {
#define SECTION(name, pass, reader) {pass, reader},
    LT_KPP_SECTIONS(SECTION)
#undef SECTION
};

static lt_status read_pass(lt_kpp *kpp, int pass) {
    if (pass == LT_KPP_PASS_OF_CHECK) { /* after all compositions: the elements are known */
        LT_TRY(lt_calloc((size_t)kpp->m->n_elements, sizeof *kpp->m->checked, &kpp->m->checked));
        for (int k = 0; k < kpp->m->n_elements; k++) kpp->m->checked[k] = kpp->check_all;
    }
    for (long k = 0; k < kpp->n_statements; k++) {
        const lt_kpp_statement *s = &kpp->statements[k];
        if (sections[s->section].pass == pass) LT_TRY(sections[s->section].read(kpp, s));
    }
    return LT_OK;
}

static lt_status read_rates(lt_kpp *kpp) {
    lt_mechanism *m = kpp->m;
    for (int r = 0; r < m->n_reactions; r++) {
        lt_reaction *reaction = &m->reactions[r];
        if (!reaction->rate_text || !*reaction->rate_text) continue; /* a fault that is told */
        const lt_kpp_statement s = {.file = reaction->file, .line = reaction->line};
        LT_TRY(lt_faults_take(kpp->faults, lt_kpp_rate(kpp, &s, r, reaction->rate_text, &reaction->rate)));
    }
    return LT_OK;
}

static lt_status say_left_out(lt_kpp *kpp) {
    for (long k = 0; k < kpp->n_inlines; k++) {
        const lt_kpp_inline *code = &kpp->inlines[k];
        LT_TRY(lt_kpp_remark(kpp, LT_REMARK_SKIPPED, code->file, code->line, -1,
                             "#INLINE %s is skipped (lines %d to %d)", code->type, code->line, code->last_line));
    }
    if (kpp->left_out[LT_KPP_FAMILIES])
        LT_TRY(lt_kpp_remark(kpp, LT_REMARK_SKIPPED, kpp->m->path, 0, -1,
                             "#FAMILIES is skipped (%d): the box tells production and loss of any species",
                             kpp->left_out[LT_KPP_FAMILIES]));
    if (kpp->left_out[LT_KPP_LUMP])
        LT_TRY(lt_kpp_remark(kpp, LT_REMARK_SKIPPED, kpp->m->path, 0, -1,
                             "#LUMP is skipped (%d): all species are integrated", kpp->left_out[LT_KPP_LUMP]));
    return LT_OK;
}

static lt_status empty(lt_kpp *kpp) {
    bool changes = false;
    for (int s = 0; s < kpp->m->n_species; s++) changes |= !kpp->m->species[s].fixed;
    if (kpp->faults->n > 0) return LT_OK;
    if (kpp->m->n_reactions > 0 && !changes)
        return LT_KPP_FAULT(kpp, .what = "a mechanism in which nothing changes", .where = kpp->m->path,
                            .expected = "variable species (#DEFVAR, #SETVAR)", .found = "fixed ones only",
                            .todo = "declare what reactions change in #DEFVAR");
    if (kpp->m->n_reactions > 0) return LT_OK;
    return LT_KPP_FAULT(kpp, .what = "a mechanism without reactions", .where = kpp->m->path,
                        .expected = "a section #EQUATIONS", .found = "none",
                        .todo = "compare with `lantian example mechanism`");
}

static lt_status mark_kinds(lt_mechanism *m) {
    lt_species_table *table;
    LT_TRY(lt_species_table_read(&table));
    lt_species_table_mark(table, m);
    lt_species_table_free(table);
    return LT_OK;
}

static lt_status read_all(lt_kpp *kpp) {
    LT_TRY(lt_texts_create(&kpp->species));
    LT_TRY(lt_texts_create(&kpp->labels));
    LT_TRY(lt_texts_create(&kpp->atoms));
    LT_TRY(lt_texts_create(&kpp->externals));
    LT_TRY(lt_texts_create(&kpp->reactions));
    LT_TRY(lt_kpp_files(kpp, kpp->m->path));
    LT_TRY(lt_kpp_functions(kpp));
    for (int pass = 1; pass <= LT_KPP_LAST_PASS; pass++) LT_TRY(read_pass(kpp, pass));
    lt_kpp_finish_values(kpp);
    LT_TRY(say_left_out(kpp));
    LT_TRY(read_rates(kpp));
    LT_TRY(empty(kpp));
    if (kpp->faults->n > 0) return LT_OK;
    LT_TRY(lt_kpp_variable_first(kpp));
    LT_TRY(lt_kpp_rate_order(kpp));
    LT_TRY(mark_kinds(kpp->m));
    LT_TRY(lt_balance_remarks(kpp));
    return lt_doubts_remarks(kpp);
}

static void forget(lt_kpp *kpp) {
    for (long k = 0; k < kpp->n_statements; k++) lt_free(kpp->statements[k].text);
    for (long k = 0; k < kpp->n_inlines; k++) lt_free(kpp->inlines[k].code);
    lt_free(kpp->statements);
    lt_free(kpp->inlines);
    lt_texts_free(kpp->species);
    lt_texts_free(kpp->labels);
    lt_texts_free(kpp->atoms);
    lt_texts_free(kpp->functions);
    lt_texts_free(kpp->externals);
    lt_texts_free(kpp->reactions);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static lt_status take_name(lt_mechanism *m, const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
    LT_TRY(lt_kpp_copy(path, strlen(path), &m->path));
    return lt_kpp_copy(name, dot && dot > name ? (size_t)(dot - name) : strlen(name), &m->name);
}

lt_status lt_mechanism_judge(const char *name_or_path, lt_faults *faults, lt_mechanism **out) {
    char path[PATH_MAX];
    lt_mechanism *m;
    const long before = faults->n;
    *out = NULL;
    LT_TRY(lt_mechanism_file(name_or_path, path, sizeof path));
    LT_TRY(lt_calloc(1, sizeof *m, &m));
    m->cfactor = 1;
    lt_faults own = *faults;
    own.n = 0;
    lt_kpp kpp = {.m = m, .faults = &own, .generic = {NAN, NAN, NAN}};
    lt_status status = take_name(m, path);
    if (status == LT_OK) status = read_all(&kpp);
    forget(&kpp);
    *faults = own;
    faults->n += before;
    if (status == LT_OK && own.n == 0)
        *out = m;
    else
        lt_mechanism_free(m);
    return status;
}

lt_status lt_mechanism_read(const char *name_or_path, lt_mechanism **out) {
    lt_faults first = {0};
    return lt_mechanism_judge(name_or_path, &first, out);
}

/* --- free --------------------------------------------------------------------------------------------------------- */

static void free_texts(int n, char **texts) {
    for (int k = 0; k < n; k++) lt_free(texts[k]);
    lt_free(texts);
}

static void free_reaction(lt_reaction *r) {
    lt_free(r->label);
    lt_free(r->reactants);
    lt_free(r->products);
    lt_free(r->rate.nodes);
    lt_free(r->rate_text);
}

void lt_mechanism_free(lt_mechanism *m) {
    if (!m) return;
    for (int s = 0; s < m->n_species; s++) lt_free(m->species[s].name);
    for (int r = 0; r < m->n_reactions; r++) free_reaction(&m->reactions[r]);
    for (int x = 0; x < m->n_externals; x++) lt_free(m->externals[x].name);
    for (int k = 0; k < m->n_remarks; k++) lt_free(m->remarks[k].text);
    free_texts(m->n_elements, m->elements);
    free_texts(m->n_files, m->files);
    lt_free(m->species);
    lt_free(m->reactions);
    lt_free(m->rate_order);
    lt_free(m->externals);
    lt_free(m->remarks);
    lt_free(m->checked);
    lt_free(m->name);
    lt_free(m->path);
    lt_free(m);
}

/* --- find --------------------------------------------------------------------------------------------------------- */

int lt_mechanism_species(const lt_mechanism *mechanism, const char *name) {
    for (int s = 0; s < mechanism->n_species; s++)
        if (strcasecmp(mechanism->species[s].name, name) == 0) return s;
    return -1;
}

int lt_mechanism_reaction(const lt_mechanism *mechanism, const char *label) {
    for (int r = 0; r < mechanism->n_reactions; r++)
        if (strcmp(mechanism->reactions[r].label, label) == 0) return r;
    return -1;
}

int lt_mechanism_external(const lt_mechanism *mechanism, lt_external_kind kind, const char *name) {
    for (int x = 0; x < mechanism->n_externals; x++)
        if (mechanism->externals[x].kind == kind && strcmp(mechanism->externals[x].name, name) == 0) return x;
    return -1;
}

double lt_reaction_net(const lt_reaction *reaction, int species) {
    double net = 0;
    for (int k = 0; k < reaction->n_products; k++)
        if (reaction->products[k].species == species) net += reaction->products[k].coefficient;
    for (int k = 0; k < reaction->n_reactants; k++)
        if (reaction->reactants[k].species == species) net -= reaction->reactants[k].coefficient;
    return net;
}
