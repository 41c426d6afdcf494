#include "model/chemistry/generate/generate.h"

#include "model/chemistry/generate/pieces.h"
#include "model/chemistry/generate/rates.h"
#include "model/chemistry/mechanism/digest.h"
#include "model/kernel/chemistry.h"

#include <limits.h>

/* A table of whole numbers, TYPE NAME[LENGTH] = {...}. */
static void write_table(FILE *out, const char *declaration, const int *value, int n) {
    fprintf(out, "static const %s = {", declaration);
    for (int i = 0; i < n; i++) fprintf(out, "%s%d", i == 0 ? "" : i % 20 == 0 ? ",\n    " : ", ", value[i]);
    fprintf(out, "};\n");
}

/* What the sparsity says of the species, by place. */
static void write_species(const lt_plan *plan, const char *declaration, const bool *of, int *table, FILE *out) {
    for (int p = 0; p < plan->n; p++) table[p] = of[plan->sparsity->pivot[p]];
    write_table(out, declaration, table, plan->n);
}

/* table: room for all rows and reactions, zeroed. */
static void write_head(const lt_plan *plan, const char *name, int *table, const lt_code *code) {
    FILE *out = code->out;
    const lt_mechanism *m = plan->mechanism;
    lt_digest digest;
    lt_mechanism_digest(m, digest);
    fprintf(out, "/* Kernel of the mechanism ");
    lt_code_name(code, m->name);
    fprintf(out, ", written by lantian: do not edit. */\n#include \"model/kernel/chem_frame.h\"\n\n");
    fprintf(out, "_Static_assert(LT_CHEM_FORMAT == %d, \"written by another lantian: compile the mechanism again\");\n",
            LT_CHEM_FORMAT);
    fprintf(out, "#define LT_CHEM_NAME %s\n#define LT_CHEM_MECHANISM \"", name);
    lt_code_name(code, m->name);
    fprintf(out, "\"\n#define LT_CHEM_DIGEST \"%s\"\n", digest);
    const struct {
        const char *name;
        int value;
    } sizes[] = {{"N", plan->n},
                 {"COUNTED", plan->sparsity->n_counted},
                 {"FIXED", m->n_species - m->n_variable},
                 {"REACTIONS", m->n_reactions},
                 {"ACTIVE", plan->n_reactions},
                 {"PARTIALS", plan->n_partials},
                 {"EXTERNALS", m->n_externals},
                 {"LU", plan->sparsity->n_lu}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        fprintf(out, "enum { LT_CHEM_%s = %d };\n", sizes[s].name, sizes[s].value);
    write_species(plan, "bool lt_chem_counted[LT_CHEM_N]", plan->sparsity->counted, table, out);
    write_species(plan, "bool lt_chem_positive[LT_CHEM_N]", plan->sparsity->positive, table, out);
    const bool wide = m->n_species > SHRT_MAX || m->n_reactions > SHRT_MAX;
    write_table(out, wide ? "int lt_chem_pivot[LT_CHEM_N]" : "short lt_chem_pivot[LT_CHEM_N]", plan->sparsity->pivot,
                plan->n);
    for (int r = 0; r < plan->n_reactions; r++) table[r] = plan->reaction[r].index;
    write_table(out, wide ? "int lt_chem_reaction[LT_CHEM_ACTIVE]" : "short lt_chem_reaction[LT_CHEM_ACTIVE]", table,
                plan->n_reactions);
    fprintf(out, "\n");
}

lt_status lt_generate_kernel(const lt_mechanism *mechanism, const lt_sparsity *sparsity, const char *name, FILE *out) {
    lt_plan *plan;
    int *table;
    LT_TRY(lt_calloc((size_t)(mechanism->n_species + mechanism->n_reactions), sizeof *table, &table));
    lt_status status = lt_plan_create(mechanism, sparsity, &plan);
    if (status != LT_OK) {
        lt_free(table);
        return status;
    }
    lt_code code = {.out = out};
    write_head(plan, name, table, &code);
    lt_write_fun(&code, plan);
    lt_write_factor(&code, plan);
    lt_write_solve(&code, plan);
    status = lt_write_rate_constants(&code, mechanism);
    fprintf(out, "#include \"model/kernel/chem_kernel.h\"\n");
    lt_plan_free(plan);
    lt_free(table);
    LT_TRY(status);
    if (ferror(out))
        return LT_RAISE(LT_ERR_ENV, .what = "the generated code cannot be written", .where = name,
                        .found = "a write that failed", .todo = "look at the space of the folder");
    return LT_OK;
}
