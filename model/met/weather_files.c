/* weather_files.c - files of the section and of --met. See weather_files.h. */
#include "model/met/weather_files.h"

#include "base/log.h"
#include "base/ncio.h"
#include "model/met/daily.h"
#include "model/met/gridded/gridded.h"
#include "model/met/gridded/gridded_files.h"
#include "model/met/station.h"

#include <stdio.h>
#include <string.h>

static lt_status kind_of_table(const lt_csv *table, lt_weather_kind *out) {
    *out = LT_WEATHER_FILE_DAILY;
    if (lt_daily_matches(table)) return LT_OK;
    *out = LT_WEATHER_FILE_STATION;
    if (lt_station_matches(table)) return LT_OK;
    return lt_station_raise_unknown(table);
}

lt_status lt_weather_file_kind(const char *path, lt_weather_kind *out) {
    const lt_gridded_reader *reader = NULL;
    bool alone = false;
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

/* A file that the section names: a path, else below the data folder. */
static lt_status find(const char *name, const char *where, char *path, size_t size) {
    path[0] = '\0';
    if (!name || !name[0]) return LT_OK;
    if (name[0] == '/' || lt_path_exists(name)) {
        snprintf(path, size, "%s", name);
    } else {
        LT_TRY_CONTEXT(lt_data_path(name, path, size), "looking for the weather of %s", where);
    }
    if (lt_path_exists(path)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a weather file is not there", .where = where, .expected = path,
                    .found = "no such file", .todo = "set LANTIAN_DATA to the data folder, or give --met FILE");
}

/* The files of --met by their kinds. */
static lt_status of_command_line(const lt_cli *cli, lt_weather_files *out) {
    for (int f = 0; f < cli->met.n; f++) {
        const char *path = cli->met.items[f];
        lt_weather_kind kind;
        if (!lt_path_exists(path))
            return LT_RAISE(LT_ERR_INPUT, .what = "a weather file is not there", .where = "--met", .expected = path,
                            .found = "no such file", .todo = "give the path of a file");
        LT_TRY(lt_weather_file_kind(path, &kind));
        if (kind == LT_WEATHER_FILE_GRIDDED) {
            LT_TRY(lt_gridded_files_add(&out->gridded, path));
            continue;
        }
        char *slots[] = {out->station, out->daily, out->wind}, *slot = slots[kind];
        if (slot[0])
            return LT_RAISE(LT_ERR_USAGE, .what = "two weather files of one kind", .where = "--met",
                            .expected = "one hourly station or one gridded wind, and at most one daily file",
                            .found = lt_fmt("%s and %s", slot, path), .todo = "keep one of them");
        snprintf(slot, sizeof out->station, "%s", path);
    }
    return LT_OK;
}

static lt_status need(const char *path, const char *what, const char *expected, const char *where) {
    if (path[0]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = expected, .found = "none",
                    .todo = "add the line, or give --met FILE");
}

void lt_weather_files_release(lt_weather_files *files) {
    lt_gridded_files_release(&files->gridded);
}

/* Gridded weather: of --met, else of the section. */
static lt_status find_gridded(const lt_list *names, const char *where, bool own, lt_weather_files *out) {
    const char *other = out->wind[0] ? out->wind : out->station[0] ? out->station : out->daily;
    if (other[0])
        return LT_RAISE(LT_ERR_USAGE, .what = "gridded weather and weather of another kind", .where = "--met",
                        .expected = "one of them",
                        .found = lt_fmt("%s and %s", out->gridded.n ? out->gridded.path[0] : "met: file", other),
                        .todo = "keep one of them");
    if (!out->gridded.n && own) LT_TRY(lt_gridded_files_find(names, where, &out->gridded));
    return need(out->gridded.n ? out->gridded.path[0] : "", "met: source gridded needs files",
                "file: wrfout_d01_*, or [era5_levels.nc, era5_ground.nc]", where);
}

static const char *only_file(const lt_list *names) {
    return names->n ? ((char *const *)names->items)[0] : "";
}

lt_status lt_weather_files_find(const lt_job *job, const lt_list *section_files, const char *section_daily,
                                const char *where, const char **source, lt_weather_files *out) {
    lt_weather_files given = {0};
    const char *own = *source, *section_file = only_file(section_files);
    lt_status looked = job->cli ? of_command_line(job->cli, &given) : LT_OK;
    *out = given;
    LT_TRY(looked);
    if (given.gridded.n) *source = "gridded";
    if (strcmp(*source, "gridded") == 0) return find_gridded(section_files, where, strcmp(own, *source) == 0, out);
    if (section_files->n > 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "several weather files where one belongs", .where = where,
                        .expected = "one file, or source: gridded", .found = lt_fmt("%ld files", section_files->n),
                        .todo = "keep one of them");
    if (given.station[0]) *source = "station";
    if (given.wind[0]) *source = "gridded-wind";
    bool wind = strcmp(*source, "gridded-wind") == 0, station = strcmp(*source, "station") == 0;
    if (given.daily[0] && !wind && !station)
        return LT_RAISE(LT_ERR_INPUT, .what = "daily weather alone makes no weather", .where = "--met",
                        .expected = "an hourly station file or a gridded wind beside it", .found = given.daily,
                        .todo = "give both with --met");
    if (given.wind[0] && given.station[0])
        return LT_RAISE(LT_ERR_USAGE, .what = "a gridded wind and an hourly station file", .where = "--met",
                        .expected = "one of them (daily weather goes beside either)",
                        .found = lt_fmt("%s and %s", given.wind, given.station), .todo = "keep one of them");
    if (!wind && !station) return LT_OK;
    if (!given.daily[0]) {
        lt_status status = find(section_daily, where, out->daily, sizeof out->daily);
        if (status != LT_OK && !given.station[0]) return status;
        if (status != LT_OK) { /* it helps where it is; a run from outside does not need it */
            lt_log(LT_LOG_WARNING, "%s: the case's daily weather %s is not there; the hours of %s go without it", where,
                   section_daily, given.station);
            lt_error_clear();
            out->daily[0] = '\0';
        }
    }
    bool own_file = strcmp(own, *source) == 0;
    if (station && !given.station[0] && own_file) LT_TRY(find(section_file, where, out->station, sizeof out->station));
    if (wind && !given.wind[0] && own_file) LT_TRY(find(section_file, where, out->wind, sizeof out->wind));
    if (station)
        return need(out->station, "met: source station needs a file",
                    "file: met/shenyang_hourly/shenyang_hourly_2013_2014.csv", where);
    LT_TRY(need(out->wind, "met: source gridded-wind needs a file",
                "file: met/gfs_10m_wind_20161120_22/gfs_10m_wind_20161120_22_108-136E_32-50N.nc", where));
    return need(out->daily, "met: source gridded-wind needs daily weather for temperature and pressure",
                "daily: met/cma_daily_11cities/daily_met_2014_and_2016-11.csv", where);
}

lt_status lt_weather_files_digest(const lt_weather_files *files, lt_hash *hash) {
    const char *const paths[] = {files->station, files->daily, files->wind};
    for (int f = 0; f < 3; f++) {
        lt_digest digest = "";
        if (paths[f][0]) LT_TRY(lt_hash_file(paths[f], digest));
        lt_hash_text(hash, digest);
    }
    for (long f = 0; f < files->gridded.n; f++) {
        lt_digest digest;
        LT_TRY(lt_hash_file(files->gridded.path[f], digest));
        lt_hash_text(hash, digest);
    }
    return LT_OK;
}
