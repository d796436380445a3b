export { Calendar, nextShiftEdge, onShift, type Shift } from './calendar.js';
