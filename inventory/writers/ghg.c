/* ghg.c - greenhouse gases by category of the 2006 Guidelines: ghg.csv (the 14 cities together) and ghg_cities.csv. */
#include "inventory/writers/writer.h"

#include "inventory/ghg.h"

static void put_head(FILE *out, const lt_gwp *gwp, const char *first) {
    fprintf(
        out,
        "# Greenhouse gases by category of the 2006 Guidelines; CO2e with the warming potentials of %s (CH4 %g, of "
        "fugitive emissions and processes %g; N2O %g; inventory/data/gwp.csv).\n"
        "# co2_bio_kt (of biomass) is a memo and in no CO2e. The row of a category holds those below it; none (soils "
        "without fertiliser) is in no total. 3C4 holds 3C5 (indirect) and the CO2 of urea (3C3) too.\n"
        "%scode,name_zh,name_en,co2_kt,co2_bio_kt,ch4_t,n2o_t,co2e_kt\n",
        gwp->set, gwp->ch4_other, gwp->ch4_fossil, gwp->n2o, first);
}

static void put_table(FILE *out, const char *first, const lt_ghg_table *table) {
    for (long k = 0; k < table->n; k++) {
        const lt_ghg_row *r = &table->rows[k];
        fprintf(out, "%s%s,\"%s\",\"%s\",%.9g,%.9g,%.9g,%.9g,%.9g\n", first, r->category ? r->category->code : "total",
                r->category ? r->category->zh : "合计", r->category ? r->category->en : "total", r->co2_kt,
                r->co2_bio_kt, r->ch4_t, r->n2o_t, r->co2e_kt);
    }
}

static lt_status write_regions(const lt_export *job, const lt_classes *classes, const lt_gwp *gwp, bool cities,
                               const char *name) {
    FILE *out;
    LT_TRY(lt_outdir_stream(job->dir, name, &out));
    put_head(out, gwp, cities ? "city," : "");
    lt_status status = LT_OK;
    for (int c = 0; c < (cities ? LT_N_CITIES : 1) && status == LT_OK; c++) {
        lt_ghg_table table;
        status = lt_ghg_make(job->ledger, cities ? lt_city_names[c] : NULL, classes, gwp, &table);
        if (status != LT_OK) break;
        put_table(out, cities ? lt_fmt("%s,", lt_city_names[c]) : "", &table);
        lt_ghg_free(&table);
    }
    if (status == LT_OK) return lt_outdir_commit_stream(job->dir, name, out);
    lt_outdir_abandon_stream(job->dir, name, out);
    return status;
}

static lt_status write_ghg(const lt_export *job) {
    lt_gwp gwp;
    lt_classes *classes;
    LT_TRY(lt_gwp_read(job->gwp ? job->gwp : "AR5", &gwp));
    LT_TRY(lt_classes_read(&classes));
    lt_status status = write_regions(job, classes, &gwp, false, "ghg.csv");
    if (status == LT_OK) status = write_regions(job, classes, &gwp, true, "ghg_cities.csv");
    lt_classes_free(classes);
    return status;
}

const lt_writer lt_writer_ghg = {.name = "ghg",
                                 .title_en = "greenhouse gases by category of the 2006 Guidelines",
                                 .title_zh = "按2006年IPCC指南类别的温室气体清单",
                                 .write = write_ghg};
