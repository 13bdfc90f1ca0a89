export {Bars} from './bars.mjs';
export {Calendar} from './calendar.mjs';
export {LineChart} from './line_chart.mjs';
export {Timeline} from './timeline_chart.mjs';
