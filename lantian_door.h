/* lantian_door.h - part of the front doors of lantian and lantian-mpi: where results, remarks, progress and errors go.
 * Results to stdout, all else to stderr. */
#ifndef LANTIAN_DOOR_H
#define LANTIAN_DOOR_H

#include "base/status.h"

#include <stdbool.h>

/* First of all in main: threads that wait shall sleep. */
void lt_door_wait_asleep(char **argv);
/* Results and remarks are printed from here on. */
void lt_door_open(void);
/* Once the command line is known: remarks, and on a terminal the progress line, or neither. */
void lt_door_remarks(bool wanted);
/* Were all results printed? LT_ERR_ENV if not. */
lt_status lt_door_check_output(void);
void lt_door_print_error(lt_status status);

#endif
