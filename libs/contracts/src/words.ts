/** Personal words of a message, a request, a decision or a wish, inside `sealed`. */
export interface MessageWords {
  text: string;
}

/** Why a member of staff did something, inside `sealed`. */
export interface ReasonWords {
  reason: string;
}
