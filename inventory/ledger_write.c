/* ledger_write.c - the ledger as a table with the annual emission of every row. */
#include "inventory/ledger.h"

#include "base/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_row(FILE *out, const lt_source *s) {
    const char *texts[] = {s->id,      s->region, s->sector,   s->process,   s->technology,
                           s->control, s->unit,   s->calendar, s->surrogate, s->profile};
    for (int k = 0; k < 10; k++) {
        lt_csv_put(out, texts[k]);
        fputc(',', out);
        if (k == 5) fprintf(out, "%.9g,", s->activity);
    }
    fprintf(out, "%.9g,%.9g,%s", s->capacity_tph, s->unit_size_tph, s->built_up ? "yes" : "no");
    if (s->is_point)
        fprintf(out, ",%.6f,%.6f,%g", s->lon, s->lat, s->stack_height_m);
    else
        fputs(",,,", out);
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        fprintf(out, ",%.9g", lt_source_emission_kg(s, (enum lt_pollutant)p) * 1e-3);
    fprintf(out, ",%.9g,%.9g", lt_source_quantity_kg(s, LT_OFP) * 1e-3, lt_source_oh_kg(s) * 1e-3);
    fputc(',', out);
    lt_csv_put(out, s->note);
    fputc('\n', out);
}

static void put_table(FILE *out, const lt_ledger *ledger) {
    fputs("id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,capacity_tph,"
          "unit_size_tph,built_up,lon,lat,stack_height_m",
          out);
    for (int p = 0; p < LT_N_POLLUTANTS; p++) fprintf(out, ",%s_t", lt_pollutant_names[p]);
    fputs(",ofp_t_o3,oh_t_propene,note\n", out);
    for (long k = 0; k < ledger->n; k++) put_row(out, &ledger->sources[k]);
}

lt_status lt_ledger_write_csv(const lt_ledger *ledger, lt_outdir *dir, const char *name) {
    FILE *out;
    LT_TRY(lt_outdir_stream(dir, name, &out));
    put_table(out, ledger);
    return lt_outdir_commit_stream(dir, name, out);
}

lt_status lt_ledger_table_digest(const lt_ledger *ledger, lt_digest digest) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out != NULL) put_table(out, ledger);
    const bool whole = out != NULL && !ferror(out);
    if (out == NULL || fclose(out) != 0 || !whole) {
        free(text);
        return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the table of a ledger");
    }
    lt_hash hash;
    lt_hash_init(&hash);
    lt_hash_bytes(&hash, text, size);
    lt_hash_end(&hash, digest);
    free(text);
    return LT_OK;
}
