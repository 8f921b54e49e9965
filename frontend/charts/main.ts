/* Months as a line with its interval, drawn from the table that stands below it. Without script the
   server's drawing stays. */
export {};
