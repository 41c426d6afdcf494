/* outbox.h - messages to one rank that leave while the caller goes on.
 *
 * A message is filled in memory of the box and posted; its memory is the box's until it has arrived. At most room bytes
 * are on their way (one larger message alone): who begins more waits for the oldest. Messages arrive in their order. */
#ifndef LT_OUTBOX_H
#define LT_OUTBOX_H

#include "comm.h"

typedef struct lt_outbox lt_outbox;

/* comm must live as long. */
lt_status lt_outbox_create(const lt_comm *comm, int peer, size_t room, lt_outbox **out);
/* Waits for all that are on their way. NULL is fine. */
void lt_outbox_free(lt_outbox *box);

/* Memory for the next message of so many bytes, to be filled before lt_outbox_post; 64-byte aligned. */
lt_status lt_outbox_begin(lt_outbox *box, size_t bytes, void *memory_pointer);
lt_status lt_outbox_post(lt_outbox *box, int tag);
/* Both, of bytes that stand elsewhere. */
lt_status lt_outbox_send(lt_outbox *box, int tag, const void *data, size_t bytes);
/* Until all have arrived. */
lt_status lt_outbox_flush(lt_outbox *box);

#endif
