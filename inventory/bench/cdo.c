/* cdo.c - the peer of the task gridding: cdo remaps the same files to the same grid. */
#include "inventory/bench/cdo.h"

#include "base/log.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_FILES = 16 };

static bool write_description(const lt_grid *g, const char *path) {
    const lt_projection_spec *p = lt_projection_get_spec(g->projection);
    FILE *f = fopen(path, "w");
    if (!f) return false;
    fprintf(f,
            "gridtype = projection\nxsize = %d\nysize = %d\nxfirst = %.9g\nyfirst = %.9g\nxinc = %.9g\nyinc = %.9g\n"
            "xunits = \"m\"\nyunits = \"m\"\ngrid_mapping = crs\ngrid_mapping_name = lambert_conformal_conic\n"
            "standard_parallel = %.9g,%.9g\nlongitude_of_central_meridian = %.9g\n"
            "latitude_of_projection_origin = %.9g\nearth_radius = %.9g\n",
            g->nx, g->ny, g->x0 + 0.5 * g->dx, g->y0 + 0.5 * g->dx, g->dx, g->dx, p->lat_1, p->lat_2, p->lon_0,
            p->lat_0, p->radius);
    return fclose(f) == 0;
}

/* In a child: cdo with its words. Says what it took. */
static bool run(char *const *words, double *cpu_s, double *wall_s) {
    struct rusage used;
    int code;
    const double start = lt_wall_seconds();
    const pid_t pid = fork();
    if (pid == 0) {
        int silent = open("/dev/null", O_WRONLY);
        if (silent >= 0) dup2(silent, STDERR_FILENO);
        execvp(words[0], words);
        _exit(127);
    }
    if (pid < 0 || wait4(pid, &code, 0, &used) != pid || !WIFEXITED(code) || WEXITSTATUS(code) != 0) return false;
    *wall_s = lt_wall_seconds() - start;
    *cpu_s = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
             1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
    return true;
}

bool lt_bench_cdo(const char *folder, const lt_grid *grid, int n_files, double *cpu_s, double *wall_s) {
    char description[600], remap[640], out[600], paths[MOST_FILES][600], *words[MOST_FILES + 9];
    static const char *const head[] = {"cdo", "-s", "-O", "-f", "nc4"};
    int n = 0;
    snprintf(description, sizeof description, "%s/grid.txt", folder);
    snprintf(remap, sizeof remap, "remapcon,%s", description);
    snprintf(out, sizeof out, "%s/cdo.nc", folder);
    if (n_files > MOST_FILES || !write_description(grid, description)) return false;
    for (size_t k = 0; k < sizeof head / sizeof *head; k++) words[n++] = (char *)head[k];
    words[n++] = remap;
    words[n++] = (char *)"-merge"; /* so that the weights are made once */
    for (int k = 0; k < n_files; k++) {
        snprintf(paths[k], sizeof paths[k], "%s/in_%02d.nc", folder, k);
        words[n++] = paths[k];
    }
    words[n++] = out;
    words[n] = NULL;
    return run(words, cpu_s, wall_s);
}
