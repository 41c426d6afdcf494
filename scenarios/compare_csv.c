/* compare_csv.c - a comparison as tables (README.md). An empty cell: not defined. */
#include "scenarios/compare.h"

#include "base/noise.h"

#include <math.h>

static void put(FILE *file, double value) {
    fputc(',', file);
    if (isfinite(value)) fprintf(file, "%.15g", value);
}

static lt_status write_emissions(const lt_comparison *c, lt_outdir *dir) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, "compare.csv", &file));
    fprintf(
        file,
        "# Emissions of Liaoning, kt a year (NOx as NO2; ofp: kt of ozone that the VOC can form, MIR); the packages "
        "act on %s\npackage,quantity,before_kt,package_kt,change_kt,change_pct\n",
        c->reference != NULL ? c->reference->id : "base");
    for (long k = 0; k < c->n; k++)
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            const lt_compared *row = &c->rows[k];
            fprintf(file, "%s,%s", row->package->id, lt_quantity_names[q]);
            put(file, c->before[q]);
            put(file, row->emissions[q]);
            put(file, -row->effect.reduction[q] + 0.0);
            put(file, -100 * row->effect.rate[q] + 0.0);
            fputc('\n', file);
        }
    return lt_outdir_commit_stream(dir, "compare.csv", file);
}

static void put_weights(FILE *file, const lt_equivalents *weights) {
    fputs("# kg that count as one equivalent:", file);
    for (int k = 0; k < weights->n; k++)
        fprintf(file, " %s %g [%s]", lt_pollutant_names[weights->rows[k].pollutant], weights->rows[k].kg,
                weights->rows[k].mark);
    fputs(" (scenarios/library/equivalents.csv)\n", file);
}

static lt_status write_cocontrol(const lt_comparison *c, lt_outdir *dir) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, "cocontrol.csv", &file));
    put_weights(file, &c->equivalents);
    fputs("package,co2_reduction_kt,equivalents_reduction_million,equivalents_reduction_million_at_high_kg,x_co2_pct,"
          "y_equivalents_pct,quadrant,angle_deg,co2_t_per_thousand_equivalents,equivalents_elasticity,coupling,level,"
          "synergy",
          file);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) fprintf(file, ",%s_elasticity", lt_pollutant_names[p]);
    fputs(",cost_million_yuan,measures,measures_with_cost\n", file);
    for (long k = 0; k < c->n; k++) {
        const lt_compared *row = &c->rows[k];
        const lt_cocontrol *e = &row->effect;
        fputs(row->package->id, file);
        put(file, e->reduction[LT_CO2]);
        put(file, e->equivalents);
        put(file, e->equivalents_other);
        put(file, 100 * e->rate[LT_CO2]);
        put(file, 100 * e->equivalents_rate);
        fprintf(file, ",%s", lt_quadrant_table[e->quadrant].word);
        const double rest[] = {e->angle,  e->co2_per_equivalent, e->equivalents_elasticity, e->coupling, e->level,
                               e->synergy};
        for (size_t r = 0; r < sizeof rest / sizeof *rest; r++) put(file, rest[r]);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) put(file, e->elasticity[p]);
        put(file, row->n_costs > 0 ? row->sum.value : NAN);
        fprintf(file, ",%ld,%ld\n", row->package->n, row->n_costs);
    }
    return lt_outdir_commit_stream(dir, "cocontrol.csv", file);
}

static lt_status write_curve(const lt_comparison *c, lt_outdir *dir) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, "cost_curve.csv", &file));
    fputs("# Marginal cost: measures whose cost a source gives and that reduce, cheapest first. of CO2: yuan a t, "
          "million "
          "t; of equivalents: yuan each, million\n"
          "package,of,rank,measure,unit_cost_yuan,unit_cost_low,unit_cost_high,reduction_million,from_million,"
          "to_million,cost_million_yuan,mark\n",
          file);
    for (long k = 0; k < c->n; k++)
        for (int of = 0; of < LT_N_CURVES; of++)
            for (long n = 0; n < c->rows[k].n_steps[of]; n++) {
                const lt_compared *row = &c->rows[k];
                const lt_curve_step *s = &row->curve[of][n];
                fprintf(file, "%s,%s,%ld,%s", row->package->id, lt_curve_words[of], n + 1,
                        row->package->measures[s->measure]->id);
                const double values[] = {s->unit, s->low, s->high, s->reduction, s->from, s->to, s->cost};
                for (size_t v = 0; v < sizeof values / sizeof *values; v++) put(file, values[v]);
                fprintf(file, ",%s\n", row->cost[s->measure].mark);
            }
    return lt_outdir_commit_stream(dir, "cost_curve.csv", file);
}

static lt_status write_air(const lt_comparison *c, lt_outdir *dir) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, "compare_air.csv", &file));
    fputs(
        "# Means over the periods of the run at the national sites, ug/m3; a change below three times its noise means "
        "nothing (hidden: yes)\npackage,place,quantity,before_ugm3,delta_ugm3,noise_ugm3,hidden\n",
        file);
    for (long k = 0; k < c->n; k++)
        for (int p = 0; p < LT_AIR_PLACES; p++)
            for (int q = 0; q < LT_N_AIR_QUANTITIES; q++) {
                const lt_package_air *air = &c->rows[k].air;
                fprintf(file, "%s,%s,%s", c->rows[k].package->id, c->levels.name_en[p], lt_air_quantities[q].key);
                put(file, c->levels.value[q][p]);
                put(file, air->change[q][p]);
                put(file, air->noise[q][p]);
                fprintf(file, ",%s\n", lt_noise_hides(air->change[q][p], air->noise[q][p]) ? "yes" : "no");
            }
    return lt_outdir_commit_stream(dir, "compare_air.csv", file);
}

lt_status lt_compare_write_csv(const lt_comparison *c, lt_outdir *dir) {
    LT_TRY(write_emissions(c, dir));
    LT_TRY(write_cocontrol(c, dir));
    LT_TRY(write_curve(c, dir));
    return c->run[0] ? write_air(c, dir) : LT_OK;
}
