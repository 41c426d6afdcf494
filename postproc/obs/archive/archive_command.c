#include "postproc/obs/archive/archive_command.h"

#include "postproc/cities.h"
#include "postproc/obs/archive/obs_coverage.h"
#include "postproc/obs/archive/import_files.h"
#include "postproc/obs/archive/obs_file.h"
#include "postproc/obs/archive/obs_history.h"
#include "postproc/text.h"

#include <string.h>

const char *lt_archive_example(void) {
    return "# Hours of any stations, for `lantian obs import`. Times: one of start_utc, end_utc, start_local, "
           "end_local\n"
           "# (local: UTC+8): which end of the hour it is and its zone. state: ambient, 273, 298 (K, 1013.25 hPa) or "
           "gb3095\n"
           "# (by date). Species with their units: PM25_ugm3, CO_mgm3, O3_ppb, SO4_ugm3 ...; empty: missing.\n"
           "station,lon,lat,city,end_local,state,PM25_ugm3,O3_ugm3,SO4_ugm3\n"
           "mine-1,123.43,41.80,Shenyang,2020-01-06 01:00,ambient,74,21.5,11.2\n"
           "mine-1,123.43,41.80,Shenyang,2020-01-06 02:00,ambient,71,24.0,\n"
           "# Save as hours.csv: lantian check hours.csv; lantian obs import hours.csv --archive obs.sqlite\n";
}

static lt_status with_archive(const lt_cli *cli, lt_status (*work)(const lt_cli *cli, lt_archive *archive)) {
    lt_archive *archive = NULL;
    LT_TRY(lt_archive_open(cli->archive, false, &archive));
    const lt_status status = work(cli, archive);
    lt_archive_close(archive);
    return status;
}

static lt_status species_of(const lt_cli *cli, int *out) {
    const char *names[LT_N_OBSERVED];
    for (int s = 0; s < LT_N_OBSERVED; s++) names[s] = lt_observed_table[s].name;
    *out = cli->species ? lt_observed_find(cli->species, strlen(cli->species)) : -1;
    if (!cli->species || *out >= 0) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "an unknown species", .where = "command line, --species",
                    .expected = lt_one_of(names, LT_N_OBSERVED), .found = cli->species,
                    .todo = lt_did_you_mean(cli->species, names, LT_N_OBSERVED));
}

/* --- coverage --- */

static lt_status coverage(const lt_cli *cli, lt_archive *archive) {
    lt_obs_coverage_filter filter = {.year = (int)cli->year};
    lt_obs_coverage c;
    int city = 0;
    LT_TRY(species_of(cli, &filter.species));
    if (cli->city) LT_TRY(lt_city_choose(cli->city, LT_N_CITY_VALUES, &city));
    if (cli->city) filter.city_en = lt_cities[city].name_en;
    LT_TRY(lt_obs_coverage_read(archive, &filter, &c));
    lt_status status = cli->out ? lt_obs_coverage_write(&c, cli->out) : LT_OK;
    if (status == LT_OK && cli->json) status = lt_obs_coverage_say_json(&c, cli->archive);
    if (status == LT_OK && !cli->json) lt_obs_coverage_print(&c, cli->archive, lt_cli_chinese(cli));
    lt_obs_coverage_free(&c);
    return status;
}

/* --- export --- */

/* Local days (UTC+8), as --start of a run; without them all that there is. */
static lt_status time_of(const lt_cli *cli, lt_archive *archive, lt_obs_file_wish *wish) {
    lt_time first = 0, last = -LT_HOUR;
    bool any = false;
    LT_TRY(lt_archive_span(archive, &first, &last, &any));
    wish->start = first;
    wish->hours = any ? (long)((last - first) / LT_HOUR) + 1 : 1;
    if (cli->start) LT_TRY_PLACE(lt_time_parse(cli->start, LT_CST_OFFSET, &wish->start), "command line, --start");
    if (cli->days) wish->hours = cli->days * 24;
    if (cli->start && !cli->days) wish->hours = last >= wish->start ? (long)((last - wish->start) / LT_HOUR) + 1 : 24;
    const long most = 24L * 366;
    if (wish->hours <= most) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "too many hours for one obs.nc", .where = "command line",
                    .expected = lt_fmt("at most %ld", most), .found = lt_fmt("%ld", wish->hours),
                    .todo = "choose a time with --start and --days");
}

static lt_status export(const lt_cli *cli, lt_archive *archive) {
    lt_obs_file_wish wish = {0};
    lt_obs_file_told told;
    lt_outdir *dir = NULL;
    char from[24], to[24];
    LT_TRY(species_of(cli, &wish.species));
    LT_TRY(time_of(cli, archive, &wish));
    LT_TRY(lt_outdir_open(cli->out, &dir));
    const lt_status status = lt_obs_file_write(archive, &wish, dir, &told);
    lt_outdir_close(dir);
    LT_TRY(status);
    lt_time_iso(wish.start, from);
    lt_time_iso(wish.start + wish.hours * LT_HOUR, to);
    lt_text_say(lt_cli_chinese(cli) ? "%s/obs.nc：%s 至 %s，%ld 个站点，%d 个物种，%ld 个小时值，其中 %ld 个存疑"
                                    : "%s/obs.nc: %s to %s, %ld stations, %d species, %ld hourly values, %ld of them "
                                      "flagged",
                cli->out, from, to, told.n_stations, told.n_species, told.n_values, told.n_flagged);
    return LT_OK;
}

/* --- check --- */

static lt_status check(const lt_cli *cli, lt_archive *archive) {
    long n_files, n_values;
    LT_TRY(lt_archive_check(archive, &n_files, &n_values));
    lt_text_say(lt_cli_chinese(cli) ? "%s：完好，%ld 个文件，%ld 个值（含旧版本）"
                                    : "%s: whole, %ld files, %ld values (older revisions among them)",
                cli->archive, n_files, n_values);
    return LT_OK;
}

/* --- history --- */

/* Without --start: what was ever another; with it all values of those local days. */
static lt_status history(const lt_cli *cli, lt_archive *archive) {
    lt_obs_history_wish wish = {.station = cli->positional[1], .is_revised = !cli->start, .first = INT64_MIN};
    wish.end = INT64_MAX;
    LT_TRY(species_of(cli, &wish.species));
    if (cli->start) {
        LT_TRY_PLACE(lt_time_parse(cli->start, LT_CST_OFFSET, &wish.first), "command line, --start");
        wish.end = wish.first + (cli->days ? cli->days : 1) * (lt_time)LT_DAY;
    }
    return lt_obs_history_say(archive, &wish, cli->json, lt_cli_chinese(cli));
}

/* --- the command --- */

static lt_status bad_request(const char *what, const char *expected, const char *found, const char *todo) {
    return LT_RAISE(LT_ERR_USAGE, .what = what, .where = "command line", .expected = expected, .found = found,
                    .todo = todo);
}

typedef struct lt_obs_verb {
    const char *name, *options, *expected;
    int least, most;                                           /* names behind it */
    lt_status (*work)(const lt_cli *cli, lt_archive *archive); /* NULL: import, which opens it itself */
} lt_obs_verb;

static const lt_obs_verb verbs[] = {
    {"import", "archive stations json lang quiet", "FILE...", 1, 15, NULL},
    {"coverage", "archive city species year out json lang quiet", "", 0, 0, coverage},
    {"history", "archive species start days json lang quiet", "STATION", 1, 1, history},
    {"check", "archive lang quiet", "", 0, 0, check},
    {"export", "archive species start days out lang quiet", "--out DIR", 0, 0, export},
};
enum { N_VERBS = sizeof verbs / sizeof *verbs };

static lt_status find_verb(const lt_cli *cli, const lt_obs_verb **out) {
    const char *names[N_VERBS], *word = cli->n_positional > 0 ? cli->positional[0] : "";
    for (int k = 0; k < N_VERBS; k++) {
        names[k] = verbs[k].name;
        *out = &verbs[k];
        if (strcmp(word, verbs[k].name) == 0) return LT_OK;
    }
    return bad_request("the command obs wants one of its verbs", lt_one_of(names, N_VERBS), word[0] ? word : "none",
                       lt_did_you_mean(word, names, N_VERBS));
}

lt_status lt_archive_command(const lt_cli *cli) {
    const lt_obs_verb *verb = NULL;
    LT_TRY(find_verb(cli, &verb));
    LT_TRY(lt_cli_allow(cli, verb->options));
    const char *expected = lt_fmt("lantian obs %s %s --archive obs.sqlite", verb->name, verb->expected);
    const int names = cli->n_positional - 1;
    if (!cli->archive) return bad_request("no archive is named", expected, "no --archive", "add --archive obs.sqlite");
    if (names < verb->least)
        return bad_request("a name is missing", expected, "none",
                           "name files, a folder, or a pattern in quotes; of "
                           "history a station, as coverage lists them");
    if (names > verb->most)
        return bad_request("a word too many", expected, cli->positional[verb->most + 1], "leave it out");
    if (verb->work == export && !cli->out)
        return bad_request("no folder for obs.nc", expected, "no --out", "add --out and a folder");
    return verb->work ? with_archive(cli, verb->work) : lt_import_files(cli, cli->archive);
}
