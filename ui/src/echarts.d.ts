/** The library brings this without its types. */
declare module 'echarts/lib/i18n/langDE.js' {
  const words: Record<string, unknown>;
  export default words;
}
