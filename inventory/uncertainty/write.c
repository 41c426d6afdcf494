/* write.c - uncertainty.csv and sobol.csv. */
#include "inventory/uncertainty/uncertainty.h"

#include <stdio.h>

static lt_status write_spreads(const lt_uncertainty *u, lt_outdir *dir, const char *name) {
    FILE *out;
    LT_TRY(lt_outdir_stream(dir, name, &out));
    fprintf(out,
            "# kt a year, %ld draws; table: the ledger as it stands; quantiles of the draws; sector all: all but "
            "natural\nplace,sector,pollutant,table_kt,mean_kt,sd_kt,p2_5_kt,p25_kt,p50_kt,p75_kt,p97_5_kt\n",
            u->n_draws);
    for (long k = 0; k < u->n_spreads; k++) {
        const lt_total_spread *s = &u->spreads[k];
        fprintf(out, "%s,%s,%s,%.9g,%.9g,%.9g", lt_place_name(s->place), s->sector ? s->sector : "all",
                lt_pollutant_names[s->pollutant], s->table_kt, s->mean_kt, s->sd_kt);
        for (int q = 0; q < 5; q++) fprintf(out, ",%.9g", s->quantile_kt[q]);
        fputc('\n', out);
    }
    return lt_outdir_commit_stream(dir, name, out);
}

static lt_status write_sobol(const lt_uncertainty *u, lt_outdir *dir, const char *name) {
    FILE *out;
    LT_TRY(lt_outdir_stream(dir, name, &out));
    fprintf(out,
            "# Total Sobol shares of the variance, %ld draws: the ten numbers most worth measuring for each place and "
            "pollutant\nplace,pollutant,share,kind,factor95,mark,input\n",
            u->n_sobol_draws);
    for (long k = 0; k < u->n_sobol; k++) {
        const lt_sobol *s = &u->sobol[k];
        const lt_input *input = &u->inputs->items[s->input];
        fprintf(out, "%s,%s,%.4f,%s,%.3f,\"%s\",\"%s\"\n", lt_place_name(s->place), lt_pollutant_names[s->pollutant],
                s->total, lt_input_kind_names[input->kind], lt_input_factor95(input), input->mark, input->name);
    }
    return lt_outdir_commit_stream(dir, name, out);
}

lt_status lt_uncertainty_write(const lt_uncertainty *u, lt_outdir *dir, const char *totals, const char *sobol) {
    LT_TRY(write_spreads(u, dir, totals));
    return write_sobol(u, dir, sobol);
}
