/* process.h - what the kernel says of a process, proc_pid_stat(5). */
#ifndef LT_PROCESS_H
#define LT_PROCESS_H

#include <stdbool.h>

/* Its state ('Z': ended, but not waited for) and its parent; false: there is none of that number. */
bool lt_process_look(long pid, char *state, long *parent);

#endif
