/* The child process that calls GMT (C API, classic mode) and turns the sheet into a PNG.
 *
 * Coordinates of the map are kilometres in the grid's projection, so GMT only has a linear axis to draw and none of its
 * geography is used. The child works inside the temporary folder with its own GMT user folder, writes what GMT says
 * into gmt.log, and is killed when it takes too long. */
#include "postproc/map_layout.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <gmt.h>
#include <omp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TIMEOUT_S = 120, DPI = 220 };

int lt_map_call(void *api, const char *module, const char *format, ...) {
    char args[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(args, sizeof args, format, list);
    va_end(list);
    return GMT_Call_Module(api, module, GMT_MODULE_CMD, args);
}

int lt_map_layers(void *api, const lt_map *map) {
    char window[256], paper[128];
    snprintf(window, sizeof window, "-R%.6f/%.6f/%.6f/%.6f -JX%.4fc/%.4fc", map->x0, map->x1, map->y0, map->y1,
             map->width, map->height);
    snprintf(paper, sizeof paper, "-R0/%.4f/0/%.4f -Jx1c", map->width, map->height);
    int bad = lt_map_call(api, "psxy", "hidden.txt %s -L -G236 -K -X2c -Y5c ->map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "cells.txt %s -L -Cdiff.cpt -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "sea.txt %s -W0.25p,110/150/190 -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "graticule.txt %s -W0.35p,gray60,2_2 -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "coast.txt %s -W0.9p,70/120/170 -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "outlines.txt %s -W0.5p,gray25 -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psbasemap", "%s -B0 -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "pstext", "degrees.txt %s -F+f7p,Helvetica,gray30+j -N -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "psxy", "dots.txt %s -Sc0.11c -Gblack -W0.5p,white -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "pstext", "labels.txt %s -F+f+j -N -O -K ->>map.ps", window) != 0;
    bad |= lt_map_call(api, "pstext", "title.txt %s -F+f+j -N -O -K ->>map.ps", paper) != 0;
    bad |= lt_map_call(api, "pstext", "notes.txt %s -F+f+j -N -O -K ->>map.ps", paper) != 0;
    bad |= lt_map_call(api, "psscale", "-Cdiff.cpt -Dx%.3fc/-1.15c+w%.3fc/0.3c+h+jTC -Bxa%.8g -O ->>map.ps %s",
                       map->width / 2, map->width * 0.8, map->scale / 2, paper) != 0;
    return bad;
}

/* map.ps to sheet.ps. GMT 6.4 forgets after its first layer that the Chinese font (the last in its list) is not to be
 * re-encoded, which Ghostscript then refuses; the sheet says it once more. */
static bool keep_font(const lt_map *map) {
    char line[4096];
    FILE *in = fopen("map.ps", "r"), *out = fopen("sheet.ps", "w");
    while (in && out && fgets(line, sizeof line, in)) {
        fputs(line, out);
        if (map->chinese && strncmp(line, "/PSL_font_encode ", 17) == 0)
            fputs("PSL_font_encode PSL_font_encode length 1 sub 1 put\n", out);
    }
    bool good = in && out && !ferror(in) && !ferror(out);
    if (in) fclose(in);
    if (out && fclose(out) != 0) good = false;
    return good;
}

static int draw(const lt_map *map) {
    void *api =
        GMT_Create_Session("lantian", 2, GMT_SESSION_NOEXIT | GMT_SESSION_EXTERNAL | GMT_SESSION_NOHISTORY, NULL);
    if (!api) return 1;
    int bad = lt_map_call(api, "gmtset", "%s",
                          "PS_MEDIA 80cx80c PS_CHAR_ENCODING ISOLatin1+ MAP_FRAME_TYPE plain MAP_FRAME_PEN 0.8p,gray20 "
                          "FONT_ANNOT_PRIMARY 8p,Helvetica,black "
                          "MAP_TICK_LENGTH_PRIMARY 2p "
                          "GMT_VERBOSE quiet PS_LINE_JOIN round") != 0;
    bad |= map->layers(api, map);
    bad |= !keep_font(map);
    /* -A: cut to what is drawn, with a small white margin; -Qg4 -Qt4: smooth lines and letters */
    bad |= lt_map_call(api, "psconvert", "sheet.ps -A+m0.3c -P -Tg -E%d -Qg4 -Qt4 -Fmap", DPI) != 0;
    GMT_Destroy_Session(api);
    return bad;
}

/* GMT's own folder, and the name under which Ghostscript finds the Chinese font. */
static bool write_fonts(const lt_map *map) {
    FILE *fonts = fopen("PSL_custom_fonts.txt", "w"), *table = fopen("cidfmap", "w");
    const char *path = lt_map_chinese_font();
    if (fonts) fprintf(fonts, LT_MAP_CHINESE " 0.700 1\n");
    if (table && map->chinese)
        fprintf(table, "/" LT_MAP_CHINESE_CID " << /FileType /TrueType /Path (%s) /SubfontID 0 /CSI [(GB1) 4] >> ;\n",
                path);
    const bool good = fonts && table;
    if (fonts) fclose(fonts);
    if (table) fclose(table);
    return good;
}

static _Noreturn void child(const lt_map *map) {
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a killed run must not leave a child that holds the lock of its folder */
    /* After a fork the OpenMP threads of the parent are gone; a team of one needs none of them. */
    omp_set_num_threads(1);
    const int log = chdir(map->folder) == 0 ? open("gmt.log", O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    if (log < 0 || dup2(log, STDOUT_FILENO) < 0 || dup2(log, STDERR_FILENO) < 0) _exit(3);
    setenv("GMT_USERDIR", map->folder, 1);
    setenv("GMT_TMPDIR", map->folder, 1);
    setenv("TMPDIR", map->folder, 1);
    setenv("HOME", map->folder, 1);
    setenv("GS_LIB", map->folder, 1);
    if (!write_fonts(map)) _exit(3);
    const int bad = draw(map);
    fflush(NULL);
    _exit(bad ? 1 : 0);
}

/* The last line of gmt.log. */
static const char *last_words(const lt_map *map) {
    static _Thread_local char line[300], kept[300];
    char path[1024];
    kept[0] = '\0';
    snprintf(path, sizeof path, "%s/gmt.log", map->folder);
    FILE *stream = fopen(path, "r");
    while (stream && fgets(line, sizeof line, stream))
        if (line[0] != '\n') memcpy(kept, line, sizeof kept);
    if (stream) fclose(stream);
    kept[strcspn(kept, "\n")] = '\0';
    return kept;
}

lt_status lt_map_start(lt_map *map) {
    fflush(NULL);
    map->begun = lt_wall_seconds();
    map->child = fork();
    if (map->child == 0) child(map);
    if (map->child > 0) return LT_OK;
    map->child = 0;
    return LT_RAISE(LT_ERR_ENV, .what = "no process for the map", .found = strerror(errno), .where = "the map",
                    .todo = "close other programs, then run the same again");
}

lt_status lt_map_wait(lt_map *map) {
    int state = 0;
    const struct timespec pause = {0, 10 * 1000 * 1000};
    while (waitpid(map->child, &state, WNOHANG) == 0) {
        if (lt_wall_seconds() - map->begun > TIMEOUT_S) kill(map->child, SIGKILL);
        nanosleep(&pause, NULL);
    }
    map->child = 0;
    if (WIFEXITED(state) && WEXITSTATUS(state) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "GMT could not draw the map", .where = "psxy, pstext, psscale, psconvert",
                    .found = WIFSIGNALED(state) ? lt_fmt("signal %d", WTERMSIG(state)) : last_words(map),
                    .todo = "check that gmt and ghostscript are installed and that TMPDIR has room");
}

void lt_map_stop(lt_map *map) {
    if (map->child <= 0) return;
    kill(map->child, SIGKILL);
    while (waitpid(map->child, NULL, 0) < 0 && errno == EINTR) continue;
    map->child = 0;
}
