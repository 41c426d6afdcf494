/* process_day_print.c - what makes and takes the ozone of Shenyang, by the hours of the day, on the terminal. */
#include "postproc/process_day.h"

#include "base/csv.h"
#include "base/pad.h"
#include "postproc/text.h"

#include <stdio.h>
#include <string.h>

enum { LINE = 512, STEP = 3, SHOWN = 24 / STEP, WIDE = 10 };
static const char city[] = "Shenyang";

/* The columns of the table: of which species and layers, of which column of the file. */
typedef struct shown {
    const char *species, *layers, *column, *en, *zh;
} shown;
static const shown all[] = {
    {"O3", "ground", "mean", "O3 ground", "近地面O3"},          {"O3", "low", "mean", "O3 low", "1km以下O3"},
    {"O3", "low", "transport_mean", "transport", "输送"},       {"O3", "low", "mixing_mean", "mixing", "垂直混合"},
    {"O3", "low", "dry_mean", "deposited", "干沉降"},           {"O3", "low", "wet_mean", "rain", "湿清除"},
    {"O3", "low", "chemistry_mean", "chemistry", "化学"},       {"OX", "low", "chemistry_mean", "of OX", "Ox化学"},
    {"O3", "ground", "chemistry_mean", "at ground", "近地化学"}};
enum { N_SHOWN = sizeof all / sizeof *all };

typedef struct day {
    double sum[SHOWN][N_SHOWN];
    long n[SHOWN][N_SHOWN];
} day;

static lt_status add_row(const lt_csv *table, long row, int species, int layers, int hour, day *out) {
    long h;
    LT_TRY(lt_csv_long(table, row, hour, &h));
    for (int c = 0; c < N_SHOWN; c++) {
        int column;
        double value;
        if (strcmp(lt_csv_text(table, row, species), all[c].species) != 0) continue;
        if (strcmp(lt_csv_text(table, row, layers), all[c].layers) != 0) continue;
        LT_TRY(lt_csv_column(table, all[c].column, &column));
        LT_TRY(lt_csv_double(table, row, column, &value));
        out->sum[h / STEP][c] += value;
        out->n[h / STEP][c]++;
    }
    return LT_OK;
}

static void print_day(const day *d, const char *period, bool chinese) {
    char line[LINE];
    lt_text_say(chinese ? "\n沈阳臭氧的过程收支，%s，基准情景日均变化"
                        : "\nwhat makes and takes the ozone of Shenyang, %s, mean day of base",
                period);
    lt_text_say("%s", chinese ? "ppb/h，地面至约1 km（近地：最低层）；O3为ppb"
                              : "ppb an hour, from the ground to about 1 km (at ground: in the lowest layer); O3: ppb");
    snprintf(line, sizeof line, "%s", lt_pad(chinese ? "时段" : "hours", 8));
    for (int c = 0; c < N_SHOWN; c++) strcat(line, lt_pad(chinese ? all[c].zh : all[c].en, -WIDE));
    lt_text_say("%s", line);
    for (int s = 0; s < SHOWN; s++) {
        snprintf(line, sizeof line, "%s", lt_pad(lt_fmt("%02d-%02d", s * STEP, (s + 1) * STEP), 8));
        for (int c = 0; c < N_SHOWN; c++) {
            const double value = d->n[s][c] > 0 ? d->sum[s][c] / (double)d->n[s][c] : 0;
            const char *text =
                strcmp(all[c].column, "mean") == 0 ? lt_fmt("%.1f", value) : lt_fmt("%+.2f", value + 0.0);
            strcat(line, lt_pad(d->n[s][c] > 0 ? text : "-", -WIDE));
        }
        lt_text_say("%s", line);
    }
}

static lt_status print_periods(const lt_csv *table, bool chinese) {
    int period, region, layers, species, hour;
    day d = {0};
    const char *now = NULL;
    LT_TRY(lt_csv_column(table, "period", &period));
    LT_TRY(lt_csv_column(table, "region", &region));
    LT_TRY(lt_csv_column(table, "layers", &layers));
    LT_TRY(lt_csv_column(table, "species", &species));
    LT_TRY(lt_csv_column(table, "local_hour", &hour));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        if (strcmp(lt_csv_text(table, row, region), city) != 0) continue;
        if (now && strcmp(now, lt_csv_text(table, row, period)) != 0) {
            print_day(&d, now, chinese);
            d = (day){0};
        }
        now = lt_csv_text(table, row, period);
        LT_TRY(add_row(table, row, species, layers, hour, &d));
    }
    if (now) print_day(&d, now, chinese);
    return LT_OK;
}

lt_status lt_process_day_print(const char *text, bool chinese) {
    lt_csv *table;
    LT_TRY(lt_csv_parse("process_day.csv", text, &table));
    lt_status status = print_periods(table, chinese);
    lt_csv_free(table);
    return status;
}
