/** Nothing is decided about a complaint while an event of it is parked: its state is not known to the end. */
export const notParked = 'NOT EXISTS (SELECT FROM parked WHERE parked.complaint_id = complaint.complaint_id)';
