#include "model/chemistry/generate/generate.h"

#include "model/chemistry/generate/pieces.h"
#include "model/chemistry/generate/rates.h"
#include "model/chemistry/mechanism/digest.h"

/* Species that some reaction has as a reactant: the others only count, and stand not in the error. */
static void write_counted(const lt_plan *plan, FILE *out) {
    int n = 0;
    fprintf(out, "static const bool lt_chem_counted[LT_CHEM_N] = {");
    for (int p = 0; p < plan->n; p++) {
        bool counted = false;
        for (int r = 0; r < plan->n_reactions; r++)
            for (int a = 0; a < plan->reaction[r].n_factors; a++) counted |= plan->reaction[r].factor[a] == p;
        n += counted;
        fprintf(out, "%s%d", p == 0 ? "" : p % 30 == 0 ? ",\n    " : ", ", counted);
    }
    fprintf(out, "};\nenum { LT_CHEM_COUNTED = %d };\n\n", n);
}

static void write_head(const lt_plan *plan, const char *name, const char *digest, FILE *out) {
    const lt_mechanism *m = plan->mechanism;
    fprintf(
        out,
        "/* Kernel of the mechanism %s: %d variable species, %d reactions. Written by lantian_generate; do not edit. "
        "*/\n",
        m->name, m->n_variable, m->n_reactions);
    fprintf(out, "#include \"model/kernel/chem_frame.h\"\n\n");
    fprintf(out, "#define LT_CHEM_NAME %s\n#define LT_CHEM_MECHANISM \"%s\"\n#define LT_CHEM_DIGEST \"%s\"\n", name,
            m->name, digest);
    fprintf(
        out,
        "enum {\n    LT_CHEM_N = %d,\n    LT_CHEM_FIXED = %d,\n    LT_CHEM_REACTIONS = %d,\n    LT_CHEM_EXTERNALS = "
        "%d,\n    LT_CHEM_PARTIALS = %d,\n    LT_CHEM_LU = %d\n};\n",
        plan->n, m->n_species - m->n_variable, plan->n_reactions, m->n_externals, plan->n_partials,
        plan->sparsity->n_lu);
    fprintf(out, "static const short lt_chem_pivot[LT_CHEM_N] = {");
    for (int p = 0; p < plan->n; p++)
        fprintf(out, "%s%d", p == 0 ? "" : p % 20 == 0 ? ",\n    " : ", ", plan->sparsity->pivot[p]);
    fprintf(out, "};\n\n");
    write_counted(plan, out);
}

lt_status lt_generate_kernel(const lt_mechanism *mechanism, const lt_sparsity *sparsity, const char *name, FILE *out) {
    lt_plan *plan;
    LT_TRY(lt_plan_create(mechanism, sparsity, &plan));
    lt_digest digest;
    lt_mechanism_digest(mechanism, digest);
    lt_code code = {.out = out};
    write_head(plan, name, digest, out);
    lt_write_fun(&code, plan);
    lt_write_factor(&code, plan);
    lt_write_solve(&code, plan);
    const lt_status status = lt_write_rate_constants(&code, mechanism);
    fprintf(out, "#include \"model/kernel/chem_kernel.h\"\n");
    lt_plan_free(plan);
    LT_TRY(status);
    if (ferror(out))
        return LT_RAISE(LT_ERR_ENV, .what = "the generated code cannot be written", .where = name,
                        .found = "a write that failed", .todo = "look at the space of the folder");
    return LT_OK;
}
