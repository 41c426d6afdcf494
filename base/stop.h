/* stop.h - a run that is asked to stop: SIGUSR1 (what a queue sends before its time limit) and SIGTERM set a flag, and
 * who works in steps looks at it where going on later is possible. Outside of lt_stop_catch and lt_stop_release the
 * signals act as they did before. */
#ifndef LT_STOP_H
#define LT_STOP_H

#include <stdbool.h>

/* From now on the signals are kept instead of ending the process; interrupt: SIGINT too. Nothing is asked for yet.
 * Calls are counted, from any thread: the first decides, and the last lt_stop_release ends it. */
void lt_stop_catch(bool interrupt);
/* The handlers of before. Without lt_stop_catch: nothing. */
void lt_stop_release(void);
/* The signal that came last since lt_stop_catch; 0: none. */
int lt_stop_asked(void);

#endif
