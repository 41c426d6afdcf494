/* weather_files.c - files of the section and of --met. See weather_files.h. */
#include "model/met/weather_files.h"

#include "base/document_path.h"
#include "base/log.h"
#include "base/ncio.h"
#include "model/met/daily.h"
#include "model/met/gridded/gridded.h"
#include "model/met/gridded/gridded_files.h"
#include "model/met/points/network.h"
#include "model/met/station.h"

#include <stdio.h>
#include <string.h>

static lt_status kind_of_table(const lt_csv *table, lt_weather_kind *out) {
    *out = LT_WEATHER_FILE_DAILY;
    if (lt_daily_matches(table)) return LT_OK;
    *out = LT_WEATHER_FILE_STATION;
    if (lt_station_matches(table)) return LT_OK;
    *out = LT_WEATHER_FILE_LIST;
    if (lt_csv_find(table, "station") >= 0 && lt_csv_find(table, "lat") >= 0) return LT_OK;
    if (lt_csv_find(table, "USAF") >= 0 && lt_csv_find(table, "WBAN") >= 0) return LT_OK;
    return lt_station_raise_unknown(table);
}

/* A folder is one of stations if all its files are. */
static lt_status check_folder(const char *path) {
    const char *name = path;
    const lt_list names = {&name, 1};
    lt_weather_paths files = {0};
    lt_status status = lt_weather_paths_find(&names, NULL, "--met", &files);
    for (long f = 0; f < files.n && status == LT_OK; f++)
        if (!lt_network_reads(files.path[f]))
            status =
                LT_RAISE(LT_ERR_INPUT, .what = "a folder that holds other files than those of stations", .where = path,
                         .expected = "ISD-lite files or tables of station weather, and nothing else",
                         .found = files.path[f], .todo = "give the files themselves, or a folder of their own");
    lt_weather_paths_release(&files);
    return status;
}

lt_status lt_weather_file_kind(const char *path, lt_weather_kind *out) {
    const lt_gridded_reader *reader = NULL;
    bool alone = false;
    *out = LT_WEATHER_FILE_NETWORK;
    if (lt_weather_paths_is_folder(path)) return check_folder(path);
    if (lt_network_matches(path)) return LT_OK;
    *out = LT_WEATHER_FILE_WIND;
    LT_TRY(lt_gridded_files_wind_alone(path, &alone));
    if (alone) return LT_OK;
    LT_TRY(lt_gridded_recognise(path, &reader));
    if (reader) *out = LT_WEATHER_FILE_GRIDDED;
    if (reader || lt_nc_is(path)) return LT_OK;
    lt_csv *table = NULL;
    LT_TRY_CONTEXT(lt_csv_read(path, &table), "looking at the weather file");
    lt_status status = kind_of_table(table, out);
    lt_csv_free(table);
    return status;
}

/* A file that the section names; "" where it names none. */
static lt_status find(const char *name, const lt_node *node, const char *where, char *path, size_t size) {
    path[0] = '\0';
    if (!name || !name[0] || lt_node_data_path(node, name, path, size)) return LT_OK;
    return lt_weather_paths_raise(name, node, path, where);
}

static lt_status take(const char *path, lt_weather_kind kind, lt_weather_files *out) {
    if (kind >= LT_WEATHER_FILE_GRIDDED)
        return lt_weather_paths_add(kind == LT_WEATHER_FILE_GRIDDED ? &out->gridded : &out->network, path);
    char *slots[] = {out->station, out->daily, out->wind, out->list}, *slot = slots[kind];
    if (slot[0])
        return LT_RAISE(LT_ERR_USAGE, .what = "two weather files of one kind", .where = "--met",
                        .expected = "one hourly station or one gridded wind, and at most one daily file and one "
                                    "list of stations",
                        .found = lt_fmt("%s and %s", slot, path), .todo = "keep one of them");
    snprintf(slot, sizeof out->station, "%s", path);
    return LT_OK;
}

/* The files of a pattern are of one kind, that of the first: to know each would cost as much as to read a series, and
 * its reader refuses what is not like the rest. */
static lt_status take_pattern(const char *pattern, lt_weather_files *out) {
    const lt_list names = {&pattern, 1};
    lt_weather_paths files = {0};
    lt_weather_kind kind = LT_WEATHER_FILE_GRIDDED;
    lt_status status = lt_weather_paths_find(&names, NULL, "--met", &files);
    if (status == LT_OK) status = lt_weather_file_kind(files.path[0], &kind);
    for (long f = 0; f < files.n && status == LT_OK; f++) status = take(files.path[f], kind, out);
    lt_weather_paths_release(&files);
    return status;
}

/* The files of --met by their kinds. */
static lt_status of_command_line(const lt_cli *cli, lt_weather_files *out) {
    for (int f = 0; f < cli->met.n; f++) {
        const char *path = cli->met.items[f];
        lt_weather_kind kind;
        if (!lt_path_exists(path) && lt_weather_paths_is_pattern(path)) {
            LT_TRY(take_pattern(path, out));
            continue;
        }
        if (!lt_path_exists(path))
            return LT_RAISE(LT_ERR_INPUT, .what = "a weather file is not there", .where = "--met", .expected = path,
                            .found = "no such file", .todo = "give the path of a file, or a pattern in quotes");
        LT_TRY(lt_weather_file_kind(path, &kind));
        LT_TRY(take(path, kind, out));
    }
    return LT_OK;
}

static lt_status need(const char *path, const char *what, const char *expected, const char *where) {
    if (path[0]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = expected, .found = "none",
                    .todo = "add the line, or give --met FILE");
}

void lt_weather_files_release(lt_weather_files *files) {
    lt_weather_paths_release(&files->gridded);
    lt_weather_paths_release(&files->network);
}

/* Gridded weather: of --met, else of the section. */
static lt_status find_gridded(const lt_weather_names *section, const char *where, bool own, lt_weather_files *out) {
    const char *others[] = {out->network.n ? out->network.path[0] : "", out->wind, out->station, out->daily, out->list};
    const char *other = "";
    for (size_t k = 0; k < sizeof others / sizeof *others && !other[0]; k++) other = others[k];
    if (other[0])
        return LT_RAISE(LT_ERR_USAGE, .what = "gridded weather and weather of another kind", .where = "--met",
                        .expected = "one of them",
                        .found = lt_fmt("%s and %s", out->gridded.n ? out->gridded.path[0] : "met: file", other),
                        .todo = "keep one of them");
    if (!out->gridded.n && own) LT_TRY(lt_weather_paths_find(section->file, section->node, where, &out->gridded));
    return need(out->gridded.n ? out->gridded.path[0] : "", "met: source gridded needs files",
                "file: wrfout_d01_*, or [era5_levels.nc, era5_ground.nc]", where);
}

/* Files of --met that are folders become what is in them. */
static lt_status open_folders(lt_weather_paths *files, const char *where) {
    const lt_list names = {files->path, files->n};
    lt_weather_paths open = {0};
    lt_status status = lt_weather_paths_find(&names, NULL, where, &open);
    lt_weather_paths_release(files);
    *files = open;
    return status;
}

/* Stations: of --met, else of the section; beside them a list of places and a first guess. */
static lt_status find_network(const lt_weather_names *section, const char *where, bool own, lt_weather_files *out) {
    LT_TRY(open_folders(&out->network, where));
    if (!out->network.n && own) LT_TRY(lt_weather_paths_find(section->file, section->node, where, &out->network));
    if (!out->list[0]) LT_TRY(find(section->station_list, section->node, where, out->list, sizeof out->list));
    if (!out->wind[0]) LT_TRY(find(section->first_guess, section->node, where, out->wind, sizeof out->wind));
    return need(out->network.n ? out->network.path[0] : "", "met: source stations needs files",
                "file: a table with a column station, a folder of ISD-lite files ...", where);
}

/* Daily weather helps where it is; a run from outside does not need it. */
static lt_status find_daily(const lt_weather_names *section, const char *where, lt_weather_files *out) {
    if (out->daily[0]) return LT_OK;
    lt_status status = find(section->daily, section->node, where, out->daily, sizeof out->daily);
    const char *given = out->network.n ? out->network.path[0] : out->station;
    if (status == LT_OK || !given[0]) return status;
    lt_remark(LT_LOG_WARNING, "%s: the case's daily weather %s is not there; the hours of %s go without it", where,
              section->daily, given);
    lt_error_clear();
    out->daily[0] = '\0';
    return LT_OK;
}

static lt_status check_together(const lt_weather_files *given, bool hours) {
    if (given->daily[0] && !hours)
        return LT_RAISE(LT_ERR_INPUT, .what = "daily weather alone makes no weather", .where = "--met",
                        .expected = "an hourly station file or a gridded wind beside it", .found = given->daily,
                        .todo = "give both with --met");
    if (given->list[0] && !given->network.n)
        return LT_RAISE(LT_ERR_INPUT, .what = "a list of stations alone makes no weather", .where = "--met",
                        .expected = "the stations' files beside it", .found = given->list,
                        .todo = "give both with --met");
    const char *other = given->network.n ? given->network.path[0] : given->wind;
    if (!given->station[0] || !other[0]) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "hourly weather of one station and of another kind", .where = "--met",
                    .expected =
                        "a station, stations (with a gridded wind as first guess) or a gridded wind; daily weather "
                        "goes beside each",
                    .found = lt_fmt("%s and %s", other, given->station), .todo = "keep one of them");
}

/* Sources that have one file. */
static lt_status only_file(const lt_weather_names *section, const char *where, char *path, size_t size) {
    const lt_list *names = section->file;
    if (path[0] || names->n == 0) return LT_OK;
    if (names->n == 1) return find(((char *const *)names->items)[0], section->node, where, path, size);
    return LT_RAISE(LT_ERR_INPUT, .what = "several weather files where one belongs", .where = where,
                    .expected = "one file, or source: gridded or stations", .found = lt_fmt("%ld files", names->n),
                    .todo = "keep one of them");
}

lt_status lt_weather_files_find(const lt_job *job, const lt_weather_names *section, const char *where,
                                const char **source, lt_weather_files *out) {
    const char *own = *source;
    memset(out, 0, sizeof *out);
    if (job->cli) LT_TRY(of_command_line(job->cli, out));
    if (out->station[0]) *source = "station";
    if (out->wind[0]) *source = "gridded-wind";
    if (out->network.n) *source = "stations";
    if (out->gridded.n) *source = "gridded";
    bool own_file = strcmp(own, *source) == 0;
    if (strcmp(*source, "gridded") == 0) return find_gridded(section, where, own_file, out);
    bool wind = strcmp(*source, "gridded-wind") == 0, station = strcmp(*source, "station") == 0,
         stations = strcmp(*source, "stations") == 0;
    LT_TRY(check_together(out, wind || station || stations));
    if (!wind && !station && !stations) return LT_OK;
    LT_TRY(find_daily(section, where, out));
    if (stations) return find_network(section, where, own_file, out);
    if (own_file) LT_TRY(only_file(section, where, station ? out->station : out->wind, sizeof out->station));
    if (station)
        return need(out->station, "met: source station needs a file",
                    "file: met/shenyang_hourly/shenyang_hourly_2013_2014.csv", where);
    LT_TRY(need(out->wind, "met: source gridded-wind needs a file",
                "file: met/gfs_10m_wind_20161120_22/gfs_10m_wind_20161120_22_108-136E_32-50N.nc", where));
    return need(out->daily, "met: source gridded-wind needs daily weather for temperature and pressure",
                "daily: met/cma_daily_11cities/daily_met_2014_and_2016-11.csv", where);
}

static lt_status digest_file(const char *path, lt_hash *hash) {
    lt_digest digest = "";
    if (path[0]) LT_TRY(lt_hash_file(path, digest));
    lt_hash_text(hash, digest);
    return LT_OK;
}

lt_status lt_weather_files_digest(const lt_weather_files *files, lt_hash *hash) {
    LT_TRY(digest_file(files->station, hash));
    LT_TRY(digest_file(files->daily, hash));
    LT_TRY(digest_file(files->wind, hash));
    for (long f = 0; f < files->gridded.n; f++) LT_TRY(digest_file(files->gridded.path[f], hash));
    for (long f = 0; f < files->network.n; f++) LT_TRY(digest_file(files->network.path[f], hash));
    return files->network.n ? digest_file(files->list, hash) : LT_OK;
}
