/* map_layout.h - inside of map.c and nearby/nearby_sheet.c: the sheet, and the text files that GMT reads. */
#ifndef LT_MAP_LAYOUT_H
#define LT_MAP_LAYOUT_H

#include "postproc/map.h"

#include <stdio.h>
#include <sys/types.h>

typedef struct lt_map {
    const lt_job *job;
    const lt_grid *grid;
    const lt_summary *summary;
    const lt_map_row *what;
    long package, period;
    bool chinese;
    char folder[512];      /* temporary */
    char name[256];        /* of the PNG in the output folder */
    pid_t child;           /* that draws it; 0: none */
    double begun;          /* lt_wall_seconds when it was started */
    double x0, x1, y0, y1; /* window, km in the projection */
    double width, height;  /* of the window on paper, cm */
    double scale;          /* largest colour, ug/m3 */
    /* What is drawn: its text files in the folder, then what the child makes of them with lt_map_call. */
    lt_status (*write)(struct lt_map *map);
    int (*layers)(void *api, const struct lt_map *map);
    const void *data; /* of these two; must stand until lt_maps_start is back */
} lt_map;

/* Draws a map whose job, grid, summary, name, language, write, layers and data are given: map.h has the rest. */
lt_status lt_maps_start(lt_maps *maps, const lt_map *what);
/* A module of GMT with its arguments; 0 is good. */
int lt_map_call(void *api, const char *module, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* "font,colour" through lt_fmt; one record of pstext: at x y, in points, with that style, so placed ("LB"). Text wider
 * than the sheet (width in cm) is made smaller. */
const char *lt_map_style(const lt_map *map, bool bold, const char *colour);
void lt_map_put(const lt_map *map, FILE *stream, const double at[2], double size, const char *style, const char *place,
                const char *text);
/* The line that says what the weather of the period is; the hours of the period. */
const char *lt_map_weather(const lt_map *map);
void lt_map_period(const lt_map *map, char out[200]);
/* The colours of changes, to map->scale, into folder/name. */
lt_status lt_map_write_changes(const lt_map *map, const char *name);
/* What the child of a map of the whole grid calls. */
int lt_map_layers(void *api, const lt_map *map);

/* The prefectures of a grid with a margin, cut at its edge: west, east, south, north in km. */
lt_status lt_map_window(const lt_grid *grid, double window[4]);
/* Window, colour scale; then the files of map_draw.c. */
lt_status lt_map_layout(lt_map *map);
lt_status lt_map_write_cells(lt_map *map);
lt_status lt_map_write_lines(const lt_map *map);
lt_status lt_map_write_texts(const lt_map *map);
/* A stream for folder/name. */
lt_status lt_map_open(const lt_map *map, const char *name, FILE **out);
lt_status lt_map_close(FILE *stream, const char *name);
/* Child process: PostScript and PNG (folder/map.png). Never returns with GMT's state in this process. */
lt_status lt_map_start(lt_map *map);
lt_status lt_map_wait(lt_map *map);
void lt_map_stop(lt_map *map); /* fine without a child */
/* The name under which GMT (font--CMap) and Ghostscript (font) know the Chinese font in our folder. */
#define LT_MAP_CHINESE_CID "LantianHei"
#define LT_MAP_CHINESE LT_MAP_CHINESE_CID "--UniGB-UTF8-H"
/* A Chinese font that Ghostscript can use, "" if none. */
const char *lt_map_chinese_font(void);

#endif
